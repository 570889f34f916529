import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/notices';
import { chooseAssignment } from '../../../lib/assignment';
import type { Assignment } from '../api/session';

interface AssignmentChoiceProps {
  readonly assignments: readonly Assignment[];
  readonly current?: string;
  readonly onChosen?: () => void;
}

/** For which office, in which role this tab acts. Another tab may act for another. */
export function AssignmentChoice({ assignments, current, onChosen }: AssignmentChoiceProps): ReactNode {
  if (assignments.length === 0) {
    return <EmptyState>使える所属がありません。システム管理者に、所属と役割の登録を依頼してください。</EmptyState>;
  }
  return (
    <ul className="grid gap-2">
      {assignments.map((assignment) => (
        <li key={assignment.id}>
          <button
            type="button"
            aria-current={assignment.id === current ? 'true' : undefined}
            onClick={() => {
              chooseAssignment(assignment.id);
              onChosen?.();
            }}
            className="w-full rounded-8 border border-solid-gray-600 bg-white px-4 py-2.5 text-left hover:bg-blue-50 aria-[current]:border-blue-900 aria-[current]:bg-blue-100"
          >
            <span className="block text-sm">{assignment.organisationName}</span>
            <span className="block font-bold text-blue-1000">
              {assignment.officeName}　{assignment.roleLabel}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
