import type { ReactNode } from 'react';
import { words } from '../lib/words';
import { Button } from './button';

interface FormButtonsProps {
  /** What sending does: 登録 (new), 保存 (change) or the command's own word. */
  readonly label: string;
  readonly onCancel: () => void;
}

/** The end of a small form: it is sent, or left without sending. */
export function FormButtons({ label, onCancel }: FormButtonsProps): ReactNode {
  return (
    <div className="flex flex-wrap gap-3">
      <Button type="submit" size="sm" variant="solid">
        {label}
      </Button>
      <Button size="sm" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
