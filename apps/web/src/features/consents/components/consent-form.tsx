import { CONSENT_ENTRY as ENTRY } from '@madoguchi/consents/records';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Checkbox, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useLateDefault } from '../../../lib/use-late-default';
import { useStillHere } from '../../../lib/use-still-here';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { officesQuery } from '../../offices/api/offices';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Consent, consentFormsQuery, recordConsent, renewConsent } from '../api/consents';
import { RecipientPreview } from './recipient-preview';
import { ScopeMatrix } from './scope-matrix';
import { ja } from '../ja';

interface Values extends FormValues<typeof ENTRY.fields> {
  readonly recipientOfficeId: string;
  readonly wholeOrganisation: boolean;
}

/** Requests go to offices that take them; what was received from another organisation may go on to each of them. */
function passesOn(form: { readonly scopes: Consent['scopes'] }): boolean {
  return form.scopes.some((scope) => scope.direction === 'onward');
}

/** Stands for the organisation of a consent that is renewed. */
const RECIPIENT_STAYS = 'stays';

function check(values: Values, unsigned: boolean): readonly FieldError[] {
  return [
    ...(values.recipientOfficeId === '' ? [{ field: 'recipientOfficeId', message: ja.recipientMissing }] : []),
    ...checkValues(ENTRY, values),
    ...(unsigned && values.witness.trim() === '' ? [{ field: 'witness', message: ja.witnessMissing }] : []),
  ];
}

interface ConsentFormProps {
  readonly client: ClientPage;
  /** The consent whose place the new one takes: its recipient stays. */
  readonly renews?: Consent;
  readonly onDone: () => void;
}

/** The named form picks the matrix; what the other office will see stands below before it is saved. */
export function ConsentForm({ client, renews, onDone }: ConsentFormProps): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const offices = useQuery(officesQuery);
  const forms = useQuery(consentFormsQuery);
  const record = useCommand(recordConsent);
  const renew = useCommand(renewConsent);
  const form = useForm<Values>({
    recipientOfficeId: renews === undefined ? '' : (renews.recipientOfficeId ?? RECIPIENT_STAYS),
    wholeOrganisation: false,
    ...valuesOf(ENTRY, renews === undefined ? null : { formId: renews.formId }),
    givenOn: todayEntry(),
  });
  useLateDefault(form, 'method', codes.meaning('consent_method', 'signed'));
  const [previewing, setPreviewing] = useState(false);
  const stillHere = useStillHere();
  const { values } = form;
  const unsigned = ({ method }: Values): boolean => method !== '' && codes.means('consent_method', method) !== 'signed';
  const recipients = (offices.data?.offices ?? []).filter((office) => office.id !== assignment.officeId && office.takesPersons && (office.takesRequests || office.organisationName !== assignment.organisationName));
  const chosen = forms.data?.find((one) => one.id === values.formId);
  const recipient = recipients.find((office) => office.id === values.recipientOfficeId);
  const fitting = (forms.data ?? []).filter((one) => recipient === undefined || recipient.takesRequests || passesOn(one));
  const named = renews?.recipientName ?? recipient?.name ?? words.recipient;
  return (
    <Form
      label={renews === undefined ? ja.recording : ja.renewal}
      summary={form.summary}
      onSubmit={() =>
        form.submit((typed) => check(typed, unsigned(typed)), async (typed) => {
          const paper = bodyOf(ENTRY, unsigned(typed) ? typed : { ...typed, witness: '' });
          if (renews === undefined) {
            const { recipientOfficeId, wholeOrganisation } = typed;
            await record.send({ clientId: client.id, body: { recipientOfficeId, wholeOrganisation, ...paper } });
          } else await renew.send({ id: renews.id, body: { version: renews.version, ...paper } });
          showToast(renews === undefined ? ja.recorded : ja.renewed);
          if (stillHere()) onDone();
        })
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        {renews === undefined && (
          <div className="grid gap-2">
            <Select
              label={words.recipient}
              required
              choices={recipients.map((office) => ({ value: office.id, label: `${office.name}（${office.organisationName}）` }))}
              {...form.field('recipientOfficeId')}
            />
            {recipient !== undefined && (
              <Checkbox label={ja.wholeOrganisation(recipient.organisationName)} {...form.field('wholeOrganisation')} />
            )}
          </div>
        )}
        <RecordField of={ENTRY} name="formId" form={form} choices={fitting.map((one) => ({ value: one.id, label: one.name }))} />
        <RecordField of={ENTRY} name="givenOn" form={form} />
        <RecordField of={ENTRY} name="lastDay" form={form} {...(chosen === undefined ? {} : { hint: ja.validityHint(chosen.validityMonths) })} />
        <RecordField of={ENTRY} name="method" form={form} radio on={values.givenOn.date} />
        {unsigned(values) && <TextInput label={ENTRY.fields.witness.label} required {...form.field('witness')} />}
      </div>
      {chosen !== undefined && (
        <div className="grid gap-3 rounded-8 border px-4 py-3">
          <p className="text-sm whitespace-pre-wrap">
            <span className="font-bold">{ja.wording(chosen.wordingVersion)}</span>
            <br />
            {chosen.wording}
          </p>
          <ScopeMatrix scopes={chosen.scopes} recipient={named} />
          <div>
            <Button size="sm" onClick={() => setPreviewing(true)}>
              {ja.checkPreview}
            </Button>
          </div>
        </div>
      )}
      {previewing && chosen !== undefined && <RecipientPreview client={client} scopes={chosen.scopes} recipient={named} onClose={() => setPreviewing(false)} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid">
          {renews === undefined ? words.register : ja.doRenewal}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Form>
  );
}
