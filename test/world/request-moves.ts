import type { Ctx } from '@madoguchi/platform';
import {
  AcceptReferral, AssignReferral, CloseReferral, DecideReferral, DeclineReferral, RecallReferral, ReturnReferral, ReviseReferral, SendBackReferral, SubmitReferral,
} from '@madoguchi/referrals';
import type { Type } from '@nestjs/common';
import { staffId } from '../../apps/cli/src/demo/organisations';
import { CASEWORKER, CHIEF, NAVIGATOR, SUPERVISOR } from './facts';

export interface Request {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}

/** What a move may say beside the request: a reason where one is asked for, a colleague where one is named. */
export interface MoveWords {
  readonly reason?: string;
  readonly declinedBy?: string;
  readonly note?: string;
  readonly staffId?: string;
}

type Use = <T>(useCase: Type<T>) => T;
type Moving = MoveWords & { readonly id: string; readonly version: number };
type Move = (use: Use, ctx: Ctx, moving: Moving) => Promise<Request>;

/** Every move of a request: who makes it when nobody is named, and the use case that it is. */
export const REQUEST_MOVES = {
  submit: [CASEWORKER, (use, ctx, moving) => use(SubmitReferral).run(ctx, moving)],
  'send-back': [SUPERVISOR, (use, ctx, moving) => use(SendBackReferral).run(ctx, { reason: '書き直し', ...moving })],
  decide: [SUPERVISOR, (use, ctx, moving) => use(DecideReferral).run(ctx, moving)],
  take: [NAVIGATOR, (use, ctx, moving) => use(AssignReferral).take(ctx, moving)],
  assign: [CHIEF, (use, ctx, moving) => use(AssignReferral).assign(ctx, { staffId: staffId(NAVIGATOR), ...moving })],
  accept: [NAVIGATOR, (use, ctx, moving) => use(AcceptReferral).run(ctx, moving)],
  return: [NAVIGATOR, (use, ctx, moving) => use(ReturnReferral).run(ctx, { reason: 'packet_incomplete', ...moving })],
  decline: [NAVIGATOR, (use, ctx, moving) => use(DeclineReferral).run(ctx, { declinedBy: 'client', ...moving })],
  revise: [CASEWORKER, (use, ctx, moving) => use(ReviseReferral).run(ctx, moving)],
  recall: [CASEWORKER, (use, ctx, moving) => use(RecallReferral).run(ctx, moving)],
  close: [NAVIGATOR, (use, ctx, moving) => use(CloseReferral).run(ctx, moving)],
} as const satisfies Readonly<Record<string, readonly [by: string, move: Move]>>;

export type RequestMove = keyof typeof REQUEST_MOVES;
