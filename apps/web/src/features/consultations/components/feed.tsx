import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Timeline, type TimelineItem } from '../../../components/timeline';
import { formatDay, formatInstant, today } from '../../../lib/dates';
import { asProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Consultation, settleAppointment } from '../api/consultations';

type Appointment = NonNullable<Consultation['nextAppointment']>;

interface FeedProps {
  readonly items: readonly Consultation[];
  /** Absent while a form is open or where nothing may be written. */
  readonly onCorrect?: ((id: string) => void) | undefined;
}

/** The visits, newest first as the server gives them. */
export function Feed({ items, onCorrect }: FeedProps): ReactNode {
  const codes = useCodes();
  const lines = items.map((item): TimelineItem => {
    const mode = codes.label('consultation_mode', item.mode);
    const absent = item.attended ? '' : `（来所・応答なし：${codes.label('absence_reason', item.absenceReason)}）`;
    const notes = [
      ...(item.correctsId === null ? [] : ['訂正の記録']),
      ...(item.correctedById === null ? [] : ['この記録は後で訂正されています']),
      `入力 ${formatInstant(item.enteredAt)}`,
    ];
    return {
      id: item.id,
      date: item.occurredOn,
      kind: item.attended ? { label: '相談', symbol: '○', tone: 'blue' } : { label: '不在', symbol: '－', tone: 'gray' },
      title: `${mode}${absent}`,
      who: item.own ? item.authorName : `${item.authorName}（${item.officeName}）`,
      body: (
        <>
          {item.content}
          {item.nextAppointment !== null && <NextAppointment appointment={item.nextAppointment} />}
          {item.own && item.correctedById === null && onCorrect !== undefined && (
            <Button
              size="xs"
              variant="text"
              className="-ml-2 block"
              label={`${formatDay(item.occurredOn, today())}の記録の訂正を書く`}
              onClick={() => onCorrect(item.id)}
            >
              訂正を書く
            </Button>
          )}
        </>
      ),
      notes,
    };
  });
  return <Timeline label="支援経過" items={lines} />;
}

function NextAppointment({ appointment }: { readonly appointment: Appointment }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const settle = useCommand(settleAppointment);
  const due = appointment.plannedOn <= today();
  const send = async (status: 'kept' | 'missed' | 'cancelled'): Promise<void> => {
    try {
      await settle.send({ id: appointment.id, version: appointment.version, status });
      showToast('次回予定の結果を登録しました。');
    } catch (error) {
      showToast(asProblem(error).title);
    }
  };
  const time = appointment.plannedTime === null ? '' : ` ${appointment.plannedTime}`;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span>
        次回 {formatDay(appointment.plannedOn, today())}
        {time}　{appointment.place}　{appointment.staffName}
        {appointment.status !== 'planned' && `　→ ${codes.label('appointment_status', appointment.status)}`}
      </span>
      {appointment.status === 'planned' && appointment.own && may('consultations.write') && (
        <>
          {due && (
            <>
              <Button size="xs" onClick={() => send('kept')}>来所した</Button>
              <Button size="xs" onClick={() => send('missed')}>来なかった</Button>
            </>
          )}
          <Button size="xs" variant="text" onClick={() => send('cancelled')}>予定を取消</Button>
        </>
      )}
    </div>
  );
}
