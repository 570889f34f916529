import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { ClosedGroup } from '../../../components/notices';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { ApiProblem, asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import type { Consent } from '../../consents/api/consents';
import { Drafted, DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { type Office, officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { draftReferral } from '../api/commands';
import { prefill } from '../prefill';
import { ja } from '../ja';

interface Values {
  readonly recipientOfficeId: string;
  /** Words by item group. */
  readonly texts: Readonly<Record<string, string>>;
}

interface DraftFormProps {
  readonly client: ClientPage;
  /** In force and taken by the acting office. */
  readonly consents: readonly Consent[];
  readonly onDone: () => void;
}

export function DraftForm({ client, consents, onDone }: DraftFormProps): ReactNode {
  const codes = useCodes();
  const offices = useQuery(officesQuery);
  if (codes.itemGroups.length === 0 || offices.data === undefined) return null;
  const recipients = recipientsOf(offices.data.offices, consents);
  const texts = Object.fromEntries(codes.itemGroups.map(({ value }) => [value, prefill(value, client, codes)]));
  const fresh: Values = { recipientOfficeId: recipients[0]?.office.id ?? '', texts };
  return (
    <Drafted kind="referral" subject={client.id} fresh={fresh}>
      {(draft, again) => <Fields client={client} recipients={recipients} onDone={onDone} draft={draft} onDiscarded={again} />}
    </Drafted>
  );
}

/** An office that receives requests, and the consent under which one may be sent to it. */
interface Recipient {
  readonly office: Office;
  readonly consent: Consent;
}

function recipientsOf(offices: readonly Office[], consents: readonly Consent[]): readonly Recipient[] {
  return offices
    .filter((office) => office.takesRequests)
    .flatMap((office) => {
      const consent = consents.find((one) => one.recipientOfficeIds.includes(office.id));
      return consent === undefined ? [] : [{ office, consent }];
    });
}

interface FieldsProps extends Omit<DraftFormProps, 'consents'> {
  readonly recipients: readonly Recipient[];
  readonly draft: FormDraft<Values>;
  readonly onDiscarded: () => void;
}

/** The API counts the parts that were sent; the form knows its boxes by item group. */
function atTexts(error: unknown, groups: readonly string[]): ApiProblem {
  const problem = asProblem(error);
  const errors = problem.errors.map((entry) => {
    const index = /^parts\.(\d+)/u.exec(entry.field)?.[1];
    return index === undefined ? entry : { ...entry, field: `texts.${groups[Number(index)] ?? ''}` };
  });
  return new ApiProblem({ ...problem, title: problem.title, errors });
}

/** One box an item group that consent lets through; the groups that it does not are named. */
function Fields({ client, recipients, onDone, draft, onDiscarded }: FieldsProps): ReactNode {
  const codes = useCodes();
  const navigate = useNavigate();
  const create = useCommand(draftReferral);
  const form = useForm<Values>(draft.initial, draft.changed);
  const stillHere = useStillHere();
  const { values } = form;
  const chosen = recipients.find((one) => one.office.id === values.recipientOfficeId) ?? recipients[0];
  const consent = chosen?.consent;
  const open = (group: string): boolean =>
    consent?.scopes.some((scope) => scope.direction === 'to_recipient' && scope.purpose === 'support' && scope.itemGroup === group) === true;
  const groups = codes.itemGroups.filter((group) => group.value !== 'number');
  const partsOf = (typed: Values) =>
    groups
      .filter((group) => open(group.value) && (typed.texts[group.value] ?? '').trim() !== '')
      .map((group) => ({ itemGroup: group.value, body: typed.texts[group.value] ?? '' }));
  return (
    <Form
      label={ja.drafting}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (typed) => (partsOf(typed).length === 0 ? [{ field: 'texts', message: ja.partsMissing }] : []),
          async (typed) => {
            const parts = partsOf(typed);
            const body = {
              clientId: client.id,
              caseId: client.case?.id ?? '',
              recipientOfficeId: chosen?.office.id ?? '',
              parts,
            };
            const saved = await create.send(body).catch((error: unknown) => {
              throw atTexts(error, parts.map((part) => part.itemGroup));
            });
            await draft.done();
            showToast(ja.drafted);
            if (stillHere()) await navigate({ to: '/referrals', search: { box: 'sent', id: saved.id } });
          },
        )
      }
    >
      <RadioGroup
        label={words.recipient}
        required
        choices={recipients.map(({ office }) => ({ value: office.id, label: office.name }))}
        {...form.field('recipientOfficeId')}
      />
      <p className="text-sm text-solid-gray-700">
        {ja.aboutParts}
      </p>
      <div className="grid items-start gap-3 split:grid-cols-2">
        {groups.map(({ value, label }) =>
          open(value) ? (
            <TextArea
              key={value}
              label={label}
              rows={4}
              value={values.texts[value] ?? ''}
              onChange={(text) => form.set({ texts: { ...values.texts, [value]: text } })}
              {...form.at(`texts.${value}`)}
            />
          ) : (
            <ClosedGroup key={value} label={label} />
          ),
        )}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="solid" label={ja.saveDraft}>
          {ja.saveDraft} <span className="text-sm font-400">Ctrl+Enter</span>
        </Button>
        <Button onClick={onDone}>{words.close}</Button>
        <DraftLine draft={draft} onDiscarded={onDiscarded} />
      </div>
    </Form>
  );
}
