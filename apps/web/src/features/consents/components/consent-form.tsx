import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Checkbox, RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE, todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useLateDefault } from '../../../lib/use-late-default';
import { useStillHere } from '../../../lib/use-still-here';
import type { ClientPage } from '../../clients/api/clients';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Consent, consentFormsQuery, recordConsent, renewConsent } from '../api/consents';
import { RecipientPreview } from './recipient-preview';
import { ScopeMatrix } from './scope-matrix';

interface Values {
  readonly recipientOfficeId: string;
  readonly wholeOrganisation: boolean;
  readonly formId: string;
  readonly givenOn: DateEntry;
  readonly method: string;
  readonly witness: string;
  readonly lastDay: DateEntry;
}

/** Requests go to offices that take them; what was received from another organisation may go on to each of them. */
function passesOn(form: { readonly scopes: Consent['scopes'] }): boolean {
  return form.scopes.some((scope) => scope.direction === 'onward');
}

/** Stands for the organisation of a consent that is renewed. */
const RECIPIENT_STAYS = 'stays';

function check(values: Values, spoken: boolean): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.recipientOfficeId === '', 'recipientOfficeId', '送り先を選んでください。'],
    [values.formId === '', 'formId', '同意書を選んでください。'],
    [values.givenOn.date === null, 'givenOn', values.givenOn.problem ?? '同意日を入力してください。'],
    [values.method === '', 'method', '方法を選んでください。'],
    [spoken && values.witness.trim() === '', 'witness', '口頭の同意のときは、立会人を入力してください。'],
    [values.lastDay.text !== '' && values.lastDay.date === null, 'lastDay', values.lastDay.problem ?? '有効期限を確かめてください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
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
    formId: renews?.formId ?? '',
    givenOn: todayEntry(),
    method: '',
    witness: '',
    lastDay: EMPTY_DATE,
  });
  useLateDefault(form, 'method', codes.meaning('consent_method', 'signed'));
  const [previewing, setPreviewing] = useState(false);
  const stillHere = useStillHere();
  const { values } = form;
  const spoken = ({ method }: Values): boolean => codes.means('consent_method', method) === 'spoken';
  const recipients = (offices.data?.offices ?? []).filter((office) => office.id !== assignment.officeId && office.takesPersons && (office.takesRequests || office.organisationName !== assignment.organisationName));
  const chosen = forms.data?.find((one) => one.id === values.formId);
  const recipient = recipients.find((office) => office.id === values.recipientOfficeId);
  const fitting = (forms.data ?? []).filter((one) => recipient === undefined || recipient.takesRequests || passesOn(one));
  const named = renews?.recipientName ?? recipient?.name ?? '送り先';
  return (
    <Form
      label={renews === undefined ? '同意の登録' : '同意の更新'}
      summary={form.summary}
      onSubmit={() =>
        form.submit((typed) => check(typed, spoken(typed)), async (typed) => {
          const paper = {
            formId: typed.formId,
            givenOn: typed.givenOn.date ?? '',
            method: typed.method,
            ...(spoken(typed) ? { witness: typed.witness } : {}),
            ...(typed.lastDay.date === null ? {} : { lastDay: typed.lastDay.date }),
          };
          if (renews === undefined) {
            const { recipientOfficeId, wholeOrganisation } = typed;
            await record.send({ clientId: client.id, body: { recipientOfficeId, wholeOrganisation, ...paper } });
          } else await renew.send({ id: renews.id, body: { version: renews.version, ...paper } });
          showToast(renews === undefined ? '同意を登録しました。' : '同意を更新しました。');
          if (stillHere()) onDone();
        })
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        {renews === undefined && (
          <div className="grid gap-2">
            <Select
              label="送り先"
              required
              choices={recipients.map((office) => ({ value: office.id, label: `${office.name}（${office.organisationName}）` }))}
              {...form.field('recipientOfficeId')}
            />
            {recipient !== undefined && (
              <Checkbox label={`${recipient.organisationName}のすべての窓口に伝える`} {...form.field('wholeOrganisation')} />
            )}
          </div>
        )}
        <Select
          label="同意書"
          required
          choices={fitting.map((one) => ({ value: one.id, label: one.name }))}
          {...form.field('formId')}
        />
        <DateBox label="同意日" required {...form.field('givenOn')} />
        <DateBox
          label="有効期限"
          optional
          {...form.field('lastDay')}
          {...(chosen === undefined ? {} : { hint: `空欄のときは${chosen.validityMonths}か月` })}
        />
        <RadioGroup label="方法" required choices={codes.choices('consent_method', { on: values.givenOn.date, kept: values.method })} {...form.field('method')} />
        {spoken(values) && <TextInput label="立会人" required {...form.field('witness')} />}
      </div>
      {chosen !== undefined && (
        <div className="grid gap-3 rounded-8 border px-4 py-3">
          <p className="text-sm whitespace-pre-wrap">
            <span className="font-bold">同意書の文面（第{chosen.wordingVersion}版）</span>
            <br />
            {chosen.wording}
          </p>
          <ScopeMatrix scopes={chosen.scopes} recipient={named} />
          <div>
            <Button size="sm" onClick={() => setPreviewing(true)}>
              相手からの見え方を確かめる
            </Button>
          </div>
        </div>
      )}
      {previewing && chosen !== undefined && <RecipientPreview client={client} scopes={chosen.scopes} recipient={named} onClose={() => setPreviewing(false)} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid">
          {renews === undefined ? '登録' : '更新'}
        </Button>
        <Button onClick={onDone}>取消</Button>
      </div>
    </Form>
  );
}
