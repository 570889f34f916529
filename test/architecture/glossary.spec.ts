import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allPermissions } from '@madoguchi/identity';
import { CODES } from '../../migrations/reference/codes';
import { glossaryWords, knownWords, misnamed, unknownIn } from './glossary';

const root = resolve(__dirname, '../..');

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));
}

const tables = (): readonly string[] => sources('migrations/schema').flatMap((text) => [...text.matchAll(/create table ([a-z_]+)/g)].map((match) => match[1] ?? ''));
const actions = (): readonly string[] => CODES.filter(([kind]) => kind === 'audit_action').map(([, code]) => code);
/** Without the parameters: `:id` names no thing. */
const routes = (): readonly string[] => [
  ...new Set(sources('libs').flatMap((text) => [...text.matchAll(/@(?:Get|Post|Put|Delete|Patch|Controller)\('([^']+)'/g)].map((match) => (match[1] ?? '').replace(/:[a-zA-Z]+/g, '')))),
];

describe('the words of the product', () => {
  const known = knownWords(root);

  it.each([
    ['tables', 60, tables],
    ['audit actions', 100, actions],
    ['permissions', 35, () => [...allPermissions()]],
    ['routes', 100, routes],
  ])('%s are named in words that the glossary or the house knows', (_what, atLeast, names) => {
    expect(names().length).toBeGreaterThan(atLeast);
    expect(unknownIn(names(), known)).toEqual([]);
    expect(misnamed(names())).toEqual([]);
  });

  it('notices a name that nobody has explained, and a word that means another thing', () => {
    expect(unknownIn(['referral_bundle', 'clients.onboard', 'support-plans/:id/greenlight'], known)).toEqual(['referral_bundle: bundle', 'clients.onboard: onboard', 'support-plans/:id/greenlight: greenlight']);
    expect(unknownIn(['referral_sending', 'follow_ups.postpone', 'consents'], known)).toEqual([]);
    expect(misnamed(['disclosures.hand-over', 'plan_menu', 'identity.hand-over', 'support_plan_menu', 'plans.read', 'plans//copy', 'annual-plans'])).toEqual([
      'disclosures.hand-over: 開示の実施 is delivered',
      'plan_menu: 支援プラン is a support plan',
      'plans.read: 事業計画 is an annual plan',
      'plans//copy: 事業計画 is an annual plan',
    ]);
  });

  it('reads the glossary: an English word that is struck from it is missed', () => {
    const text = readFileSync(join(root, 'libs/kernel/GLOSSARY.md'), 'utf8');
    expect(unknownIn(['referral'], glossaryWords(text))).toEqual([]);
    expect(unknownIn(['referral'], glossaryWords(text.replace(/referral/g, '')))).toEqual(['referral: referral']);
  });
});
