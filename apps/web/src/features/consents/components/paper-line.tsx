import { type ReactNode, useId } from 'react';
import { Button, buttonClass } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { formatInstant } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { attachPaper, type Consent, openPaper } from '../api/consents';
import { ja } from '../ja';

const TYPES = 'application/pdf,image/png,image/jpeg';

/** The wording as it was signed, and the scan of the paper: attached now or later, by the office that took the consent. */
export function PaperLine({ consent }: { readonly consent: Consent }): ReactNode {
  const id = useId();
  const codes = useCodes();
  const { may } = useActing();
  const attach = useCommand(attachPaper);
  const { paper } = consent;
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    void attach.send({ id: consent.id, file }).then(
      () => showToast(ja.paperAttached),
      () => undefined,
    );
  };
  return (
    <div className="grid gap-2 text-sm">
      <details>
        <summary className="cursor-pointer">{ja.readWording(consent.wordingVersion)}</summary>
        <p className="mt-1 rounded-8 border px-4 py-2 whitespace-pre-wrap">{consent.wording}</p>
      </details>
      {consent.mine && may('consents.write') && codes.means('consent_method', consent.method) === 'signed' && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span>{paper === null ? ja.noPaper : ja.paperOf(formatInstant(paper.storedAt), sizeOf(paper.bytes))}</span>
          {paper !== null && (
            <Button size="xs" onClick={() => void openPaper(consent)}>
              {ja.open}
            </Button>
          )}
          <label htmlFor={id} className={buttonClass('xs', 'outline')}>
            {paper === null ? ja.attach : ja.attachAgain}
          </label>
          <input
            id={id}
            type="file"
            accept={TYPES}
            className="sr-only"
            disabled={attach.busy}
            onChange={(event) => {
              take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </div>
      )}
      {attach.problem !== null && <ProblemNotice error={attach.problem} />}
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`;
}
