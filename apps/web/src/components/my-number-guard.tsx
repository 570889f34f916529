import { findMyNumbers } from '@madoguchi/kernel';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from 'react';
import { answerNumbers, hasUnansweredNumber, NUMBER_QUESTION, type NumberKind } from '../lib/number-notes';
import { Button } from './button';
import { RadioGroup } from './choices';
import { Dialog } from './dialog';

const KINDS: readonly { readonly value: NumberKind; readonly label: string }[] = [
  { value: 'telephone', label: '電話番号' },
  { value: 'account', label: '口座番号・お客様番号' },
  { value: 'ledger', label: '台帳・証書の番号' },
  { value: 'licence', label: '免許・資格の番号' },
  { value: 'other', label: 'そのほかの番号' },
];

type Check = (value: string, change: (value: string) => void) => void;
const CheckContext = createContext<Check>(() => undefined);

/**
 * For inputs: call the result when the box is left. Nothing happens unless the text holds what may be a マイナンバー.
 * It asks by itself when the form was sent (Ctrl+Enter) before the box was left.
 */
export function useMyNumberCheck(value: string, change: (value: string) => void, error: string | undefined): () => void {
  const check = useContext(CheckContext);
  const ask = useEffectEvent(() => check(value, change));
  useEffect(() => {
    if (error === NUMBER_QUESTION) ask();
  }, [error]);
  return () => check(value, change);
}

/** The text without the suspected digits. */
export function withoutMyNumbers(text: string): string {
  return findMyNumbers(text).reduceRight((rest, span) => rest.slice(0, span.start) + rest.slice(span.end), text);
}

interface Suspect {
  readonly value: string;
  readonly change: (value: string) => void;
}

/**
 * 「マイナンバーですか」: yes takes the digits out of the box before they are sent anywhere, no asks what number it is
 * and does not ask again for the same text.
 */
export function MyNumberGuard({ children }: { readonly children: ReactNode }): ReactNode {
  const [suspect, setSuspect] = useState<Suspect | null>(null);
  const [asking, setAsking] = useState(false);
  const [kind, setKind] = useState<NumberKind | ''>('');

  const check: Check = (value, change) => {
    if (!hasUnansweredNumber(value)) return;
    setAsking(false);
    setKind('');
    setSuspect({ value, change });
  };
  const remove = (): void => {
    if (suspect !== null) suspect.change(withoutMyNumbers(suspect.value));
    setSuspect(null);
  };
  const keep = (): void => {
    if (suspect !== null && kind !== '') answerNumbers(suspect.value, kind);
    setSuspect(null);
  };

  return (
    <CheckContext value={check}>
      {children}
      <Dialog
        open={suspect !== null}
        title="マイナンバーですか"
        actions={
          asking ? (
            <>
              <Button variant="solid" unavailable={kind === ''} reason="番号の種類を選んでください" onClick={keep}>
                この番号のまま続ける
              </Button>
              <Button onClick={remove}>番号を消す</Button>
            </>
          ) : (
            <>
              <Button variant="solid" onClick={remove}>
                はい、消します
              </Button>
              <Button onClick={() => setAsking(true)}>いいえ、別の番号です</Button>
            </>
          )
        }
      >
        {asking ? (
          <RadioGroup id="number-kind" label="何の番号ですか" choices={KINDS} value={kind} onChange={setKind} stacked />
        ) : (
          <p>
            入力した文の中に、マイナンバーかもしれない12桁の数字があります。このシステムにはマイナンバーを記録できません。
          </p>
        )}
      </Dialog>
    </CheckContext>
  );
}
