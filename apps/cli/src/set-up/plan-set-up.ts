import { randomUUID } from 'node:crypto';
import { foldLogin } from '@madoguchi/identity';
import type { FieldError } from '@madoguchi/kernel';
import type { AdministratorEntry, OfficeEntry, OrganisationEntry, SetUpFile } from './set-up-file';
import type { Stored } from './stored';

export interface Step {
  readonly table: 'municipality' | 'organisation' | 'office' | 'counter';
  readonly outcome: 'added' | 'changed' | 'kept';
  readonly id: string;
  readonly name: string;
  /** As it was called until now, where that changes. */
  readonly before?: string | undefined;
  /** What to write; an office or a desk that is there keeps everything but its names. */
  readonly columns: Readonly<Record<string, string | null>>;
}

export interface NewAdministrator {
  readonly login: string;
  readonly name: string;
  readonly officeId: string;
  readonly organisationName: string;
}

export interface SetUpPlan {
  readonly steps: readonly Step[];
  readonly administrators: readonly NewAdministrator[];
  readonly keptAccounts: number;
  readonly problems: readonly FieldError[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the file asks for, held against what is there: names are the keys, and nothing is ever taken away. */
export function planSetUp(file: SetUpFile, stored: Stored): SetUpPlan {
  const plan = new Plan(stored);
  for (const { code, name } of file.municipalities) plan.municipality(code, name);
  for (const [index, organisation] of file.organisations.entries()) plan.organisation(organisation, `organisations.${index}`);
  return plan;
}

class Plan implements SetUpPlan {
  readonly steps: Step[] = [];
  readonly administrators: NewAdministrator[] = [];
  readonly problems: FieldError[] = [];
  keptAccounts = 0;
  private readonly municipalityIds: Map<string, string>;
  private readonly taken = new Set<string>();

  constructor(private readonly stored: Stored) {
    this.municipalityIds = new Map(stored.municipalities.map(({ code, id }) => [code, id]));
  }

  municipality(code: string, name: string): void {
    const found = this.stored.municipalities.find((one) => one.code === code);
    const id = this.step('municipality', found, { code, name }, { name });
    this.municipalityIds.set(code, id);
  }

  organisation({ kind, name, formerName, offices, administrator }: OrganisationEntry, path: string): void {
    const found = this.known(this.stored.organisations, { name, formerName }, path);
    if (found && found.kind !== kind) this.fault(`${path}.kind`, 'other_kind', 'この機関は別の種類で登録されています。種類は変えられません。');
    const id = this.step('organisation', found, { kind, name }, { name });
    const officeIds = new Map(offices.map((office, index) => [office.name, this.office(id, office, `${path}.offices.${index}`)]));
    this.account(id, name, administrator, officeIds.get(administrator.office) ?? '', `${path}.administrator`);
  }

  private office(organisationId: string, office: OfficeEntry, path: string): string {
    const { kind, name, headTitle, municipality, counters = [] } = office;
    const municipalityId = municipality === undefined ? null : (this.municipalityIds.get(municipality) ?? null);
    if (municipality !== undefined && municipalityId === null) this.fault(`${path}.municipality`, 'unknown_municipality', 'このコードの市町村は登録されていません。municipalities に書いてください。');
    const found = this.known(this.stored.offices.filter((one) => one.organisationId === organisationId), office, path);
    if (found && (found.kind !== kind || found.municipalityId !== municipalityId)) {
      this.fault(path, 'other_office', 'この事務所は別の種類か別の市町村で登録されています。種類と市町村は変えられません。');
    }
    const names = { name, head_title: headTitle };
    const id = this.step('office', found, { organisation_id: organisationId, municipality_id: municipalityId, kind, ...names }, names, found?.headTitle !== headTitle);
    for (const [index, counter] of counters.entries()) {
      const present = this.known(this.stored.counters.filter((one) => one.officeId === id), counter, `${path}.counters.${index}`);
      this.step('counter', present, { office_id: id, kind: counter.kind, name: counter.name }, { kind: counter.kind, name: counter.name }, present?.kind !== counter.kind);
    }
    return id;
  }

  /** An account that is there is the business of the administrators: also one that has moved or was switched off. */
  private account(organisationId: string, organisationName: string, { login, name }: AdministratorEntry, officeId: string, path: string): void {
    const found = this.stored.accounts.find((one) => foldLogin(one.login) === foldLogin(login));
    if (!found) this.administrators.push({ login, name, officeId, organisationName });
    else if (found.administers.includes(organisationId)) this.keptAccounts += 1;
    else this.fault(`${path}.login`, 'taken', 'この利用者IDは、ほかの利用者が使っています。別の利用者IDにしてください。');
  }

  /** The row of this name, or of the name that it had. */
  private known<T extends Named>(rows: readonly T[], { name, formerName }: { readonly name: string; readonly formerName?: string | undefined }, path: string): T | undefined {
    const same = rows.find((one) => one.name === name);
    const former = rows.find((one) => one.name === formerName);
    if (same && former && same !== former) this.fault(`${path}.formerName`, 'both_exist', '前の名前のものと今の名前のものが、両方登録されています。formerName を消してください。');
    if (formerName !== undefined && !same && !former) this.fault(`${path}.formerName`, 'unknown_former_name', 'この名前のものは登録されていません。前の名前を確かめるか、formerName を消してください。');
    const found = same ?? former;
    if (found && this.taken.has(found.id)) this.fault(`${path}.name`, 'repeated', '登録されている同じものが、ファイルに二度書かれています。片方を消してください。');
    if (found) this.taken.add(found.id);
    return found;
  }

  /** @returns the id of the row. */
  private step(table: Step['table'], found: Named | undefined, all: Step['columns'] & { readonly name: string }, changeable: Step['columns'], differs = false): string {
    const id = found?.id ?? randomUUID();
    const { name } = all;
    if (!found) this.steps.push({ table, outcome: 'added', id, name, columns: all });
    else if (found.name !== name || differs) this.steps.push({ table, outcome: 'changed', id, name, before: found.name === name ? undefined : found.name, columns: changeable });
    else this.steps.push({ table, outcome: 'kept', id, name, columns: {} });
    return id;
  }

  private fault(field: string, code: string, message: string): void {
    this.problems.push({ field, code, message });
  }
}
