import { COUNTER_KINDS, LOGIN, OFFICE_KINDS, ORGANISATION_KINDS, type OrganisationKind } from '@madoguchi/identity';
import { Absent, Text } from '@madoguchi/platform';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsDefined, IsIn, IsObject, ValidateNested } from 'class-validator';


const NAME_MAX = 60;

/** One of the words that a file may hold; who writes it has no list to choose from, so the sentence names them. */
function Word(label: string, words: readonly string[]): PropertyDecorator {
  return IsIn([...words], { message: `unknown_code|${label}は ${words.join('・')} のどれかにしてください。` });
}

function Several(label: string, entry: new () => object): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: `required|${label}を [ ] の中に並べてください。` }),
    ArrayMinSize(1, { message: `required|${label}を一つ以上書いてください。` }),
    ValidateNested({ each: true, message: `value|${label}は { } の形で書いてください。` }),
    Type(() => entry),
  );
}

export class MunicipalityEntry {
  @Text('全国地方公共団体コード', { max: 6, numberColumn: true, pattern: /^\d{6}$/, like: '検査数字を含む半角6桁' }) code: string;
  @Text('市町村の名前', { max: NAME_MAX }) name: string;
}

export class CounterEntry {
  @Word('窓口の種類', COUNTER_KINDS) kind: string;
  @Text('窓口の名前', { max: NAME_MAX }) name: string;
  @Text('前の名前', { max: NAME_MAX, optional: true }) formerName?: string;
}

export class OfficeEntry {
  @Word('事務所の種類', OFFICE_KINDS) kind: string;
  @Text('事務所の名前', { max: NAME_MAX }) name: string;
  @Text('前の名前', { max: NAME_MAX, optional: true }) formerName?: string;
  /** 全国地方公共団体コード; absent for an office that serves several. */
  @Text('市町村のコード', { max: 6, numberColumn: true, optional: true }) municipality?: string;
  @Text('長の職名', { max: NAME_MAX }) headTitle: string;
  @Absent() @Several('窓口', CounterEntry) counters?: CounterEntry[];
}

export class AdministratorEntry {
  @Text('利用者ID', { ...LOGIN, numberColumn: true }) login: string;
  @Text('氏名', { max: NAME_MAX }) name: string;
  /** The name of an office of the same organisation. */
  @Text('所属する事務所の名前', { max: NAME_MAX }) office: string;
}

export class OrganisationEntry {
  @Word('機関の種類', ORGANISATION_KINDS) kind: OrganisationKind;
  @Text('機関の名前', { max: NAME_MAX }) name: string;
  @Text('前の名前', { max: NAME_MAX, optional: true }) formerName?: string;
  @Several('事務所', OfficeEntry) offices: OfficeEntry[];

  @IsDefined({ message: 'required|最初の管理者を書いてください。' })
  @IsObject({ message: 'value|最初の管理者は { } の形で書いてください。' })
  @ValidateNested()
  @Type(() => AdministratorEntry)
  administrator: AdministratorEntry;
}

/** What an operator writes down to set an installation up. It holds no secret, and a field that it does not know is refused. */
export class SetUpFile {
  @Several('市町村', MunicipalityEntry) municipalities: MunicipalityEntry[];
  @Several('機関', OrganisationEntry) organisations: OrganisationEntry[];
}
