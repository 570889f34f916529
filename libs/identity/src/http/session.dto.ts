import { Text } from '@madoguchi/platform';

export class SignInDto {
  @Text('利用者ID', { max: 60, numberColumn: true }) login: string;
  @Text('パスワード', { max: 200, numberColumn: true }) password: string;
}

export class AssignmentDto {
  id: string;
  role: string;
  roleLabel: string;
  officeId: string;
  officeName: string;
  officeKind: string;
  organisationId: string;
  organisationName: string;
  permissions: string[];
}

export class SessionStaffDto {
  id: string;
  name: string;
}

export class SessionDto {
  staff: SessionStaffDto;
  assignments: AssignmentDto[];
  /** Today in Asia/Tokyo, YYYY-MM-DD. */
  today: string;
  /** True for the made-up accounts of the demo municipality. */
  demo: boolean;
}
