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
import { ja } from '../ja';

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
    const absent = item.attended ? '' : ja.absent(codes.label('absence_reason', item.absenceReason));
    const notes = [
      ...(item.correctsId === null ? [] : [ja.isCorrection]),
      ...(item.correctedById === null ? [] : [ja.isCorrected]),
      ja.enteredAt(formatInstant(item.enteredAt)),
    ];
    return {
      id: item.id,
      date: item.occurredOn,
      kind: item.attended ? { label: ja.attended, symbol: '○', tone: 'blue' } : { label: ja.missed, symbol: '－', tone: 'gray' },
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
              label={ja.correctRecordOf(formatDay(item.occurredOn, today()))}
              onClick={() => onCorrect(item.id)}
            >
              {ja.correct}
            </Button>
          )}
        </>
      ),
      notes,
    };
  });
  return <Timeline label={ja.progress} items={lines} />;
}

function NextAppointment({ appointment }: { readonly appointment: Appointment }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const settle = useCommand(settleAppointment);
  const due = appointment.plannedOn <= today();
  const send = async (status: 'kept' | 'missed' | 'cancelled'): Promise<void> => {
    try {
      await settle.send({ id: appointment.id, version: appointment.version, status });
      showToast(ja.outcomeRecorded);
    } catch (error) {
      showToast(asProblem(error).title);
    }
  };
  const time = appointment.plannedTime === null ? '' : ` ${appointment.plannedTime}`;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <span>
        {ja.next(formatDay(appointment.plannedOn, today()), time, appointment.place, appointment.staffName)}
        {appointment.status !== 'planned' && ja.nowIs(codes.label('appointment_status', appointment.status))}
      </span>
      {appointment.status === 'planned' && appointment.own && may('consultations.write') && (
        <>
          {due && (
            <>
              <Button size="xs" onClick={() => send('kept')}>{ja.kept}</Button>
              <Button size="xs" onClick={() => send('missed')}>{ja.notKept}</Button>
            </>
          )}
          <Button size="xs" variant="text" onClick={() => send('cancelled')}>{ja.cancelAppointment}</Button>
        </>
      )}
    </div>
  );
}
