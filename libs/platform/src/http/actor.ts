import type { AssignmentId } from '@madoguchi/kernel';
import type { FastifyRequest } from 'fastify';
import type { Ctx } from '../database/ctx';
import type { Entry } from '../database/entry';

/** What the edge attaches to a request before a controller sees it. */
export interface ActingRequest extends FastifyRequest {
  /** What the request proves itself with, if with anything. Nobody has looked at it yet but for its form. */
  proof?: Entry['proof'];
  /** Under which assignment: of a person the one that the request names, of a token its own. */
  assignmentId?: AssignmentId;
  /** What a token allows at most: another system acts, and nothing that belongs to a person's own account is answered. */
  only?: ReadonlySet<string>;
  /** Somebody is signed in; looked up for routes about one's own account alone. */
  signedIn?: boolean;
  /** 離席ロック of the session; looked up like it. */
  locked?: boolean;
  ctx?: Ctx;
}
