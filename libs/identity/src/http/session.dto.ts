import { Text } from '@madoguchi/platform';

export class SignInDto {
  @Text('利用者ID', { max: 60, numberColumn: true }) login: string;
  @Text('パスワード', { max: 200, numberColumn: true }) password: string;
  /** Code of the authenticator app, or a recovery code; asked for with `second_factor_required`. */
  @Text('確認コード', { max: 60, optional: true, numberColumn: true }) code?: string;
}

/** Whoever signs in with the provider alone has no password to give. */
export class EndSessionDto {
  @Text('パスワード', { max: 200, optional: true, numberColumn: true }) password?: string;
}

export class PasswordDto {
  @Text('パスワード', { max: 200, numberColumn: true }) password: string;
}

export class ChangePasswordDto {
  @Text('今のパスワード', { max: 200, numberColumn: true }) password: string;
  @Text('新しいパスワード', { max: 200, numberColumn: true }) next: string;
}

export class ConfirmationCodeDto {
  @Text('確認コード', { max: 20, numberColumn: true }) code: string;
}

export class EnrolmentDto {
  /** otpauth address for the QR code. */
  uri: string;
  /** The same secret for typing. */
  key: string;
}

export class RecoveryCodesDto {
  codes: string[];
}

export class OwnSessionDto {
  id: string;
  /** ISO 8601 instants. */
  createdAt: string;
  seenAt: string;
  locked: boolean;
  current: boolean;
}

export class OwnSessionsDto {
  sessions: OwnSessionDto[];
}

export class AssignmentDto {
  id: string;
  role: string;
  roleLabel: string;
  officeId: string;
  officeName: string;
  /** Whether requests are sent to the office. */
  takesRequests: boolean;
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
  /** 離席ロック: nothing but unlocking and signing out is answered. */
  locked: boolean;
  secondFactor: boolean;
  /** The account can be opened with a password. */
  hasPassword: boolean;
  /** The account can be opened over the identity provider. */
  provider: boolean;
  /** The password was chosen by somebody else: nothing is answered before it is changed. */
  mustChangePassword: boolean;
}
