import { factsOf } from '@madoguchi/kernel';
import { REPLY } from '@madoguchi/referrals/records';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ClosedGroup, EmptyState, Loaded, ProblemNotice } from '../../../components/notices';
import { Facts } from '../../../components/panel-card';
import { PersonBar, PROTECTED_MARK } from '../../../components/person-bar';
import { formatDay, formatInstant, isIsoDate, today } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { type MoveCommand, MOVE_COMMANDS, moveReferral, type ReferralMove } from '../api/commands';
import { type Referral, referralQuery } from '../api/referrals';
import { MOVES, NEXT_ACTIONS } from '../moves';
import { MoveForm } from './move-form';
import { PartsForm } from './parts-form';
import { OpenDays, ReferralStatus } from './referral-table';
import { ja } from '../ja';

export function ReferralPanel({ id }: { readonly id: string }): ReactNode {
  const query = useQuery(referralQuery(id));
  return (
    <div className={query.data === undefined ? 'p-4' : ''}>
      <Loaded query={query}>{(referral) => <Opened referral={referral} />}</Loaded>
    </div>
  );
}

function Opened({ referral }: { readonly referral: Referral }): ReactNode {
  const codes = useCodes();
  const [editing, setEditing] = useState(false);
  const { birthDate } = referral;
  // What was told stands above; of the rest one line says why it is not there.
  const closed = referral.omittedGroups.filter((group) => referral.parts.every((part) => part.itemGroup !== group));
  return (
    <>
      <PersonBar
        person={{
          number: referral.number ?? words.closed,
          name: referral.personName,
          kana: referral.personKana,
          birthDate: birthDate !== null && isIsoDate(birthDate) ? birthDate : null,
          owner: referral.assignedToName,
        }}
        marks={referral.protected ? [PROTECTED_MARK] : []}
      />
      <div className="grid gap-4 px-4 py-3">
        <div className="flex flex-wrap items-center gap-2">
          <ReferralStatus status={referral.status} />
          {referral.openDaysLeft !== null && <OpenDays left={referral.openDaysLeft} />}
          {referral.nextMove !== null && (
            <span className="text-sm">
              {ja.nextMove(referral.nextMove.mine ? ja.thisOffice : referral.nextMove.officeName, NEXT_ACTIONS[referral.nextMove.action])}
            </span>
          )}
        </div>
        {!editing && <Moves referral={referral} onEdit={() => setEditing(true)} />}
        <Facts
          items={[
            [ja.source, ja.sourceAndAuthors(referral.sourceOfficeName, referral.writtenByName, referral.decidedByName === null ? '' : ja.andDecidedBy(referral.decidedByName))],
            [words.recipient, referral.recipientOfficeName],
            [ja.documentNumber, referral.documentNumber],
            [ja.sentOn, referral.sentOn === null ? null : formatDay(referral.sentOn, today())],
            [ja.replyDue, referral.replyDueOn === null ? null : formatDay(referral.replyDueOn, today())],
            ...factsOf(REPLY, referral, { code: codes.label, day: (on) => formatDay(on, today()) }).filter(([, words]) => words !== null),
          ]}
        />
        <p className="flex flex-wrap gap-4 text-sm">
          <Link to="/clients/$id" params={{ id: referral.personId }} search={{ tab: 'referral' }}>
            {ja.clientPage}
          </Link>
          <Link to="/print/referrals/$id" params={{ id: referral.id }} target="_blank">
            {ja.printRequest}
          </Link>
        </p>
        {referral.sharingEndedAt !== null && (
          <p role="note" className="rounded-4 border border-orange-1000 bg-orange-50 px-3 py-2 text-sm">
            {ja.sharingEnded(codes.label('sharing_end', referral.sharingEnd ?? ''), formatInstant(referral.sharingEndedAt))}
          </p>
        )}
        <section className="grid gap-2" aria-label={ja.parts}>
          <h2 className="text-base">{ja.parts}</h2>
          {editing ? (
            <PartsForm referral={referral} onDone={() => setEditing(false)} />
          ) : (
            <>
              {referral.parts.length === 0 && referral.omittedGroups.length === 0 && <EmptyState />}
              {referral.parts.map((part) => (
                <div key={part.itemGroup}>
                  <h3 className="text-sm">{codes.itemGroup(part.itemGroup)}</h3>
                  <p className="text-sm whitespace-pre-wrap">{part.body}</p>
                </div>
              ))}
              {closed.length > 0 && <ClosedGroup label={closed.map((group) => codes.itemGroup(group)).join('、')} />}
            </>
          )}
        </section>
        <section className="grid gap-1" aria-label={ja.steps}>
          <h2 className="text-base">{ja.steps}</h2>
          <ol className="grid gap-1.5 text-sm">
            {referral.steps.map((step) => (
              <li key={`${step.at}${step.toStatus}`} className="border-l-4 border-l-solid-gray-400 pl-2">
                <span className="tabular-nums">{formatInstant(step.at)}</span>　
                <span className="font-bold">{codes.label('referral_status', step.toStatus)}</span>
                <span className="block text-solid-gray-700">
                  {step.officeName}　{step.staffName}
                  {step.reason !== null && ja.andReason(reasonOf(step.reason, codes))}
                </span>
                {step.note !== null && <span className="block whitespace-pre-wrap">{step.note}</span>}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}

function reasonOf(code: string, codes: ReturnType<typeof useCodes>): string {
  if (code === 'consent_withdrawn') return ja.consentWithdrawn;
  const returned = codes.label('referral_return_reason', code);
  return returned === code ? codes.label('referral_declined_by', code) : returned;
}

const isMove = (command: string): command is MoveCommand => MOVE_COMMANDS.some((move) => move === command);

/** The commands that this person may give now, as the server lists them. */
function Moves({ referral, onEdit }: { readonly referral: Referral; readonly onEdit: () => void }): ReactNode {
  const [chosen, setChosen] = useState<MoveCommand | null>(null);
  const move = useCommand(moveReferral);
  const give = async (command: MoveCommand, details: Partial<ReferralMove> = {}): Promise<void> => {
    await move.send({ ...details, id: referral.id, version: referral.version, command });
    showToast(MOVES[command].done);
    setChosen(null);
  };
  if (chosen !== null) {
    return (
      <MoveForm
        key={chosen}
        command={chosen}
        assignedToId={referral.assignedToId}
        send={(details) => give(chosen, details)}
        onCancel={() => setChosen(null)}
      />
    );
  }
  const commands = referral.allowed.filter(isMove);
  if (commands.length === 0 && !referral.allowed.includes('edit')) return null;
  return (
    <div className="grid gap-2">
      <div role="group" aria-label={ja.moves} className="flex flex-wrap gap-2">
        {commands.map((command) => (
          <Button
            key={command}
            size="sm"
            variant={MOVES[command].variant}
            onClick={() => {
              if (MOVES[command].confirm === undefined) return give(command).catch(() => undefined);
              setChosen(command);
              return undefined;
            }}
          >
            {MOVES[command].button}
          </Button>
        ))}
        {referral.allowed.includes('edit') && (
          <Button size="sm" onClick={onEdit}>
            {ja.editParts}
          </Button>
        )}
      </div>
      {move.problem !== null && <ProblemNotice error={move.problem} />}
    </div>
  );
}
