import { gate, type StandingObject } from '../object';
import { openToRead } from '../policies';

export const REFERENCE: readonly StandingObject[] = [
  gate(
    'code',
    `
${openToRead('code')}
`,
  ),
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
