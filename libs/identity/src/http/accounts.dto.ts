import { CalendarDate, Flag, IdOf, ListOf, OneOf, Text } from '@madoguchi/platform';
import { LOGIN } from '../domain/login';
import { type Role, ROLES } from '../domain/roles';

const MOVES_MAX = 200;

export class AccountAssignmentDto {
  id: string;
  officeId: string;
  officeName: string;
  role: string;
  roleLabel: string;
  /** First day, YYYY-MM-DD. */
  validFrom: string;
  /** Last day; null for no end. */
  lastDay: string | null;
}

export class AccountDto {
  id: string;
  login: string;
  name: string;
  /** For another system of the city. */
  service: boolean;
  disabled: boolean;
  hasPassword: boolean;
  /** The initial password was not changed yet. */
  mustChangePassword: boolean;
  /** Linked to a subject of the identity provider. */
  linked: boolean;
  assignments: AccountAssignmentDto[];
}

export class RoleDto {
  role: string;
  label: string;
}

export class AccountsDto {
  accounts: AccountDto[];
  roles: RoleDto[];
  /** 1 April of the next fiscal year. */
  transferDay: string;
  /** Whether accounts can be linked to an identity provider. */
  provider: boolean;
}

export class AddAccountDto {
  @Text('利用者ID', { ...LOGIN, numberColumn: true }) login: string;
  @Text('氏名', { max: 60 }) name: string;
  @Flag('他システム用') service: boolean;
  @IdOf('窓口') officeId: string;
  @OneOf('役割', ROLES) role: Role;
  @CalendarDate('始まる日') validFrom: string;
  /** What the identity provider calls the person; then there is no password at all. */
  @Text('共通認証の利用者', { max: 255, optional: true, numberColumn: true }) subject?: string;
}

export class InitialPasswordDto {
  id: string;
  /** Shown this once; null where there is none. */
  initialPassword: string | null;
}

export class LinkProviderDto {
  /** What the provider calls the person; absent: linked to nobody any more. */
  @Text('共通認証の利用者', { max: 255, optional: true, numberColumn: true }) subject?: string;
}

export class AddAssignmentDto {
  @IdOf('窓口') officeId: string;
  @OneOf('役割', ROLES) role: Role;
  @CalendarDate('始まる日') validFrom: string;
  @CalendarDate('最後の日', { optional: true }) lastDay?: string;
}

export class EndAssignmentDto {
  /** Absent: a planned end is taken back. */
  @CalendarDate('最後の日', { optional: true }) lastDay?: string;
}

export class AssignmentSavedDto {
  id: string;
}

export class TransferDto {
  @IdOf('今の所属') assignmentId: string;
  @IdOf('異動先の窓口') officeId: string;
  @OneOf('異動先の役割', ROLES) role: Role;
}

export class TransfersDto {
  @CalendarDate('異動の日') day: string;

  @ListOf(() => TransferDto, { most: MOVES_MAX, wrong: 'value|異動する人を選び直してください。', tooFew: 'required|異動する人を一人以上選んでください。', tooMany: 'too_many|一度に登録できるのは200人までです。' })
  moves: TransferDto[];
}

export class TransfersSavedDto {
  ids: string[];
}
