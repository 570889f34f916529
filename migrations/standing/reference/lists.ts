import { CODE_PATTERN } from '@madoguchi/kernel';
import { CODE_MEANINGS } from '../../reference/lists';
import { check, gate, oneOf, type StandingObject } from '../object';
import { openToRead } from '../policies';

export const REFERENCE: readonly StandingObject[] = [
  gate(
    'code_list',
    `
${openToRead('code_list')}
`,
  ),
  gate(
    'code',
    `
${openToRead('code')}
`,
  ),
  // What a town adds is what a command may name, and means only what a rule asks about.
  check('code', 'code_spelling', `code ~ '${CODE_PATTERN.source}'`),
  check('code', 'code_meanings', `means is null or ${oneOf("kind || ' ' || means", [...new Set(CODE_MEANINGS.map(([kind, , means]) => `${kind} ${means}`))])}`),
  gate(
    'item_group',
    `
${openToRead('item_group')}
`,
  ),
  gate(
    'holiday',
    `
${openToRead('holiday')}
`,
  ),
  gate(
    'office_closure',
    `
${openToRead('office_closure')}
`,
  ),
  gate(
    'setting',
    `
${openToRead('setting')}
`,
  ),
  gate(
    'consent_form',
    `
${openToRead('consent_form')}
`,
  ),
  gate(
    'consent_form_scope',
    `
${openToRead('consent_form_scope')}
`,
  ),
];
