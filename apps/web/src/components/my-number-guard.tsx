import { findMyNumbers } from '@madoguchi/kernel';
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { Button } from './button';
import { RadioGroup } from './choices';
import { Dialog } from './dialog';

export type NumberKind = 'phone' | 'account' | 'register' | 'job' | 'other';

const KINDS: readonly { readonly value: NumberKind; readonly label: string }[] = [
  { value: 'phone', label: '電話番号' },
  { value: 'account', label: '口座番号・お客様番号' },
  { value: 'register', label: '台帳・証書の番号' },
  { value: 'job', label: '求職・求人・事業所の番号' },
  { value: 'other', label: 'そのほかの番号' },
];

type Check = (value: string, change: (value: string) => void) => void;
const CheckContext = createContext<Check>(() => undefined);

/** For inputs: call it when the box is left. Nothing happens unless the text holds what may be a マイナンバー. */
export function useMyNumberCheck(): Check {
  return useContext(CheckContext);
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
  // In memory of this page only: never stored, never logged.
  const answered = useRef(new Set<string>());

  const check: Check = (value, change) => {
    if (answered.current.has(value) || findMyNumbers(value).length === 0) return;
    setAsking(false);
    setKind('');
    setSuspect({ value, change });
  };
  const remove = (): void => {
    if (suspect !== null) suspect.change(withoutMyNumbers(suspect.value));
    setSuspect(null);
  };
  const keep = (): void => {
    if (suspect !== null) answered.current.add(suspect.value);
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
