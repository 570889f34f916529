import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Tables about persons that are read through the bit of an item group. */
const GATED: Readonly<Record<string, string>> = {
  person_basic: 'basic',
  support_case: 'basic',
  person_contact: 'contact',
  person_health: 'health',
  person_work_history: 'work_history',
  welfare_status: 'income',
  household_member: 'household',
  support_plan: 'plan',
  support_plan_goal: 'plan',
  support_plan_menu: 'plan',
  support_plan_member: 'plan',
  consultation: 'consultation',
  appointment: 'consultation',
  job_seeker_registration: 'job_search',
  job_introduction: 'job_search',
  placement: 'placement',
  retention_check: 'placement',
  job_separation: 'placement',
};
/** Tables that belong to one office: the query must say so itself. */
const OWN_OFFICE = ['follow_up', 'search_token', 'export_file', 'export_chunk', 'export_person', 'draft', 'reminder'];

/**
 * Line one of the gate as a rule: a query text that reads a table about persons looks at the masks for that alias.
 * @returns one line for each place that does not.
 */
export function unscopedReads(source: string): readonly string[] {
  return sqlTexts(source).flatMap((text) => {
    const problems: string[] = [];
    for (const [, table = '', alias = ''] of text.matchAll(/\b(?:from|join)\s+([a-z_]+)(?:\s+(?:as\s+)?([a-z_]+))?/gi)) {
      const group = GATED[table];
      if (group !== undefined && !['scope', 'scopeSeen'].some((by) => text.includes(`\${${by}('${alias}', '${group}')}`))) problems.push(`${table} without scope('${alias}', '${group}')`);
      if (table === 'person' && !['scopePerson', 'scopeSeenPerson'].some((by) => text.includes(`\${${by}('${alias}')}`))) problems.push(`person without scopePerson('${alias}')`);
      if ((table === 'referral' || table === 'consent') && !text.includes(`\${scopeParty('${alias}')}`)) problems.push(`${table} without scopeParty('${alias}')`);
      if (table === 'case_written' && !text.includes(`\${scopeWritten('${alias}')}`)) problems.push(`case_written without scopeWritten('${alias}')`);
      if (OWN_OFFICE.includes(table) && !text.includes('current_office()') && !text.includes('${OWN}')) problems.push(`${table} without its office`);
    }
    if (/\bseen\s+as\b/i.test(text)) problems.push('what may be seen is not asked through seenOf');
    if (/\bnow\(\)|\bcurrent_date\b|\bcurrent_timestamp\b/i.test(text.replaceAll('app_now()', ''))) problems.push('the clock of the server');
    return problems;
  });
}

/** Template literals and strings that hold a SELECT. */
function sqlTexts(source: string): readonly string[] {
  const withoutComments = source.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const texts = [...withoutComments.matchAll(/`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'/g)].map((match) => match[1] ?? match[2] ?? '');
  return texts.filter((text) => /\bselect\b/i.test(text) && /\bfrom\b/i.test(text));
}

/** Files of the rooms that may hold SQL; housekeeping jobs run as worker, whose policies are their only gate. */
export function roomSources(root: string): readonly string[] {
  const files = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.ts$/.test(file) && !/\.(spec|d)\.ts$/.test(file) && !/^(kernel|platform|access)\//.test(file))
    .map((file) => join(root, 'libs', file));
}

export function unscopedIn(root: string): readonly string[] {
  return roomSources(root).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    if (source.includes('Housekeeping')) return [];
    return unscopedReads(source).map((problem) => `${file.slice(root.length + 1)}: ${problem}`);
  });
}
