import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { Tag } from '../../../components/status-tag';
import { formatInstant } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { decideRelease, type Release, revokeRelease } from '../api/protection';
import { ReleaseForm } from './release-form';

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
      <h3 className="text-sm">保護された情報の提供（2人の決裁）</h3>
      {releases.map((release) => (
        <ReleaseItem key={release.id} release={release} decides={decides} />
      ))}
      {asking ? (
        <ReleaseForm clientId={clientId} onDone={() => setAsking(false)} />
      ) : (
        mayAsk && (
          <div>
            <Button size="sm" onClick={() => setAsking(true)}>
              提供を申し出る
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
        <span>{release.recipientOfficeName} へ</span>
        <span>{release.itemGroups.map((group) => codes.itemGroup(group)).join('、')}</span>
        <span>{release.lastsDays}日間</span>
      </p>
      <p className="whitespace-pre-wrap">理由：{release.reason}</p>
      <p className="text-solid-gray-700">
        申し出 {release.askedByName}（{formatInstant(release.askedAt)}）
        {release.decidedByName !== null && release.decidedAt !== null && `　決裁 ${release.decidedByName}（${formatInstant(release.decidedAt)}）`}
        {release.validUntilAt !== null && `　${formatInstant(release.validUntilAt)} まで`}
      </p>
      <div className="flex flex-wrap gap-3 empty:hidden">
        {release.decision === null && decides && (
          <>
            <Button size="sm" variant="solid" onClick={() => settle('approved', '提供を決裁しました。')}>
              決裁する
            </Button>
            <Button size="sm" onClick={() => settle('refused', '提供を認めませんでした。')}>
              認めない
            </Button>
          </>
        )}
        {release.inForce && (
          <Button
            size="sm"
            variant="danger"
            onClick={() =>
              void revoke.send({ id: release.id, body: { version: release.version } }).then(
                () => showToast('提供を取り消しました。'),
                () => undefined,
              )
            }
          >
            提供を取り消す
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
        決裁待ち
      </Tag>
    );
  }
  if (release.inForce) {
    return (
      <Tag tone="orange" symbol="●">
        提供中
      </Tag>
    );
  }
  return (
    <Tag tone="gray" symbol="－">
      {release.decision === 'refused' ? '認めない' : '終了'}
    </Tag>
  );
}
