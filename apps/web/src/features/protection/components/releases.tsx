import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatInstant } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { decideRelease, type Release, revokeRelease } from '../api/protection';
import { ReleaseForm } from './release-form';
import { ja } from '../ja';

interface ReleasesProps {
  readonly clientId: string;
  readonly releases: readonly Release[];
  readonly mayAsk: boolean;
  readonly decides: boolean;
}

/** What two persons let out in spite of the measure, and what waits for the second one. */
export function Releases({ clientId, releases, mayAsk, decides }: ReleasesProps): ReactNode {
  const [asking, setAsking] = useState(false);
  return (
    <section className="grid gap-2">
      <h3 className="text-sm">{ja.releases}</h3>
      {releases.map((release) => (
        <ReleaseItem key={release.id} release={release} decides={decides} />
      ))}
      {asking ? (
        <ReleaseForm clientId={clientId} onDone={() => setAsking(false)} />
      ) : (
        mayAsk && (
          <div>
            <Button size="sm" onClick={() => setAsking(true)}>
              {ja.askRelease}
            </Button>
          </div>
        )
      )}
    </section>
  );
}

function ReleaseItem({ release, decides }: { readonly release: Release; readonly decides: boolean }): ReactNode {
  const codes = useCodes();
  const decide = useCommand(decideRelease);
  const revoke = useCommand(revokeRelease);
  const settle = (decision: 'approved' | 'refused', said: string): void =>
    void decide.send({ id: release.id, body: { version: release.version, decision } }).then(
      () => showToast(said),
      () => undefined,
    );
  return (
    <div className="grid gap-1 rounded-8 border px-4 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <ReleaseState release={release} />
        <span>{ja.to(release.recipientOfficeName)}</span>
        <span>{release.itemGroups.map((group) => codes.itemGroup(group)).join('、')}</span>
        <span>{ja.forDays(release.lastsDays)}</span>
      </p>
      <p className="whitespace-pre-wrap">{ja.reasonIs(release.reason)}</p>
      <p className="text-solid-gray-700">
        {ja.askedBy(release.askedByName, formatInstant(release.askedAt))}
        {release.decidedByName !== null && release.decidedAt !== null && ja.decidedBy(release.decidedByName, formatInstant(release.decidedAt))}
        {release.validUntilAt !== null && ja.until(formatInstant(release.validUntilAt))}
      </p>
      <div className="flex flex-wrap gap-3 empty:hidden">
        {release.decision === null && decides && (
          <>
            <Button size="sm" variant="solid" onClick={() => settle('approved', ja.releaseApproved)}>
              {ja.approve}
            </Button>
            <Button size="sm" onClick={() => settle('refused', ja.releaseRefused)}>
              {ja.refuse}
            </Button>
          </>
        )}
        {release.inForce && (
          <Button
            size="sm"
            variant="danger"
            onClick={() =>
              void revoke.send({ id: release.id, body: { version: release.version } }).then(
                () => showToast(ja.releaseRevoked),
                () => undefined,
              )
            }
          >
            {ja.revokeRelease}
          </Button>
        )}
      </div>
      {decide.problem !== null && <ProblemNotice error={decide.problem} />}
      {revoke.problem !== null && <ProblemNotice error={revoke.problem} />}
    </div>
  );
}

function ReleaseState({ release }: { readonly release: Release }): ReactNode {
  if (release.decision === null) {
    return (
      <Tag tone="yellow" symbol="…">
        {ja.waitsForDecision}
      </Tag>
    );
  }
  if (release.inForce) {
    return (
      <Tag tone="orange" symbol="●">
        {ja.released}
      </Tag>
    );
  }
  return (
    <Tag tone="gray" symbol="－">
      {release.decision === 'refused' ? ja.refuse : words.ended}
    </Tag>
  );
}
