import { createHash } from 'node:crypto';
import type { Role } from '@madoguchi/identity';

/** The same name gives the same id in every demo database, so that a test may name a desk. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`madoguchi demo: ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const MUNICIPALITY = { id: demoId('山口市'), code: '352039', name: '山口市' } as const;

export const CITY = { id: demoId('city'), kind: 'city', name: '山口市' } as const;
export const BUREAU = { id: demoId('bureau'), kind: 'labour_bureau', name: '山口労働局' } as const;
/** Made up: a third holder of records, which works under the city's contract. */
export const CONTRACTOR = { id: demoId('contractor'), kind: 'contractor', name: '見本福祉会（委託先）' } as const;

interface DemoOffice {
  readonly id: string;
  readonly organisationId: string;
  readonly municipalityId: string | null;
  readonly kind: string;
  readonly name: string;
  readonly headTitle: string;
}

/** Who sits where: the parties are named in the published plan; the desks are usual ones and made up. */
export const OFFICES = {
  welfare: office('welfare', CITY.id, MUNICIPALITY.id, 'welfare', '山口市福祉事務所', '福祉事務所長'),
  selfReliance: office('self_reliance', CITY.id, MUNICIPALITY.id, 'self_reliance', '山口市自立相談支援窓口', '福祉事務所長'),
  singleParent: office('single_parent', CITY.id, MUNICIPALITY.id, 'single_parent', '山口市ひとり親相談窓口', '福祉事務所長'),
  labourPolicy: office('labour_policy', CITY.id, MUNICIPALITY.id, 'labour_policy', '山口市ふるさと産業振興課', '課長'),
  helloWork: office('hello_work', BUREAU.id, null, 'hello_work', '山口公共職業安定所', '公共職業安定所長'),
  bureau: office('bureau_office', BUREAU.id, null, 'bureau', '山口労働局職業安定課', '課長'),
  contractor: office('contractor', CONTRACTOR.id, MUNICIPALITY.id, 'self_reliance', '見本福祉会 家計と住まいの相談室', '相談室長'),
} as const;
export type DemoOfficeKey = keyof typeof OFFICES;

function office(key: string, organisationId: string, municipalityId: string | null, kind: string, name: string, headTitle: string): DemoOffice {
  return { id: demoId(`office ${key}`), organisationId, municipalityId, kind, name, headTitle };
}

export const COUNTERS: readonly { readonly office: DemoOfficeKey; readonly kind: string; readonly name: string }[] = [
  { office: 'welfare', kind: 'permanent', name: '生活保護窓口' },
  { office: 'selfReliance', kind: 'permanent', name: '自立相談窓口' },
  { office: 'singleParent', kind: 'permanent', name: 'ひとり親窓口' },
  { office: 'helloWork', kind: 'permanent', name: '職業相談窓口' },
  { office: 'helloWork', kind: 'permanent', name: 'マザーズコーナー' },
  { office: 'helloWork', kind: 'visiting', name: '巡回相談（総合支所）' },
  { office: 'helloWork', kind: 'temporary', name: '出張ハローワーク（8月）' },
];

export interface DemoStaff {
  readonly login: string;
  readonly name: string;
  readonly office: DemoOfficeKey;
  readonly role: Role;
}

/** Made-up staff of every role. */
export const STAFF: readonly DemoStaff[] = [
  { login: 'uketsuke', name: '内田 みどり', office: 'welfare', role: 'reception' },
  { login: 'cw1', name: '小野寺 健', office: 'welfare', role: 'caseworker' },
  { login: 'cw2', name: '平井 さつき', office: 'welfare', role: 'caseworker' },
  { login: 'shuro', name: '田村 直樹', office: 'welfare', role: 'employment_supporter' },
  { login: 'kakaricho', name: '河野 誠一', office: 'welfare', role: 'supervisor' },
  { login: 'soudan', name: '岡本 理恵', office: 'selfReliance', role: 'caseworker' },
  { login: 'soudan-shunin', name: '松尾 大介', office: 'selfReliance', role: 'supervisor' },
  { login: 'hitorioya', name: '村上 かおり', office: 'singleParent', role: 'caseworker' },
  { login: 'hitorioya-kakaricho', name: '藤井 節子', office: 'singleParent', role: 'supervisor' },
  { login: 'kakei', name: '佐伯 由紀', office: 'contractor', role: 'caseworker' },
  { login: 'kakei-shunin', name: '大森 正樹', office: 'contractor', role: 'supervisor' },
  { login: 'navi1', name: '中野 拓也', office: 'helloWork', role: 'navigator' },
  { login: 'navi2', name: '石川 真由美', office: 'helloWork', role: 'navigator' },
  { login: 'toukatsu', name: '原 和彦', office: 'helloWork', role: 'chief_navigator' },
  { login: 'keikaku', name: '上野 亜紀', office: 'labourPolicy', role: 'planner' },
  { login: 'kyoku', name: '西村 修', office: 'bureau', role: 'planner' },
  { login: 'kanri', name: '安藤 浩', office: 'labourPolicy', role: 'administrator' },
  { login: 'kansa', name: '三宅 正', office: 'labourPolicy', role: 'auditor' },
];

/** Demo accounts exist only in demo data and are refused in production mode. */
export const DEMO_PASSWORD = 'madoguchi-demo';

export const staffId = (login: string): string => demoId(`staff ${login}`);
export const assignmentId = (login: string): string => demoId(`assignment ${login}`);
