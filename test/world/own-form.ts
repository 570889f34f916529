import type { Client } from 'pg';
import { demoId } from '../../apps/cli/src/demo/organisations';
import { STANDARD_FORM } from './facts';

/**
 * A town's own form, added as data as a town adds it: it lets every group through in both directions. For tests that need
 * something to lose in each of them; the product's forms let less through.
 * @returns the form's id.
 */
export async function formOfEverything(owner: Client): Promise<string> {
  const id = demoId('test: form of everything');
  await owner.query(
    `insert into consent_form (id, name, wording_version, wording, validity_months, valid_from)
     select $1, '試験の様式', '1', f.wording, f.validity_months, f.valid_from from consent_form f where f.id = $2 on conflict do nothing`,
    [id, STANDARD_FORM],
  );
  await owner.query(
    `insert into consent_form_scope (form_id, direction, item_group, purpose)
     select $1, d, g.code, p from unnest(array['to_recipient', 'from_recipient']) d, item_group g, unnest(array['support', 'report']) p
     where g.code <> 'number' on conflict do nothing`,
    [id],
  );
  return id;
}
