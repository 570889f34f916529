import { ITEM_GROUP_ROWS } from '@madoguchi/access';
import { CONSENT_FORM_ROWS } from '../../migrations/reference/codes';

const labelOf = new Map(ITEM_GROUP_ROWS.map(([code, label]) => [code as string, label]));

describe('a consent form', () => {
  it.each(CONSENT_FORM_ROWS.flatMap(({ name, wording, scopes }) => scopes.map(([direction, groups]) => [name, direction, wording, groups] as const)))(
    '%s names in what is signed every item that it opens: %s',
    (_name, _direction, wording, groups) => {
      expect(groups.length).toBeGreaterThan(0);
      expect(wording).toContain(`私の${groups.map((group) => labelOf.get(group)).join('・')}の情報`);
    },
  );
});
