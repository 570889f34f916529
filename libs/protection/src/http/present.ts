import { type Clock, compareDates, todayInTokyo } from '@madoguchi/kernel';
import { worksNow } from '../domain/protection';
import type { ProtectionOfPerson } from '../application/show-protection';
import type { ProtectionOfPersonDto } from './protection.dto';

/** What the screen shows: whether each measure and release works at this moment, and nothing of the keeping office's inside. */
export function presentProtection({ protections, adversaries, releases, decides }: ProtectionOfPerson, clock: Clock): ProtectionOfPersonDto {
  const [now, today] = [clock.now(), todayInTokyo(clock)];
  return {
    protections: protections.map((one) => ({
      id: one.id,
      kind: one.kind,
      officeName: one.officeName,
      startedOn: one.startedOn,
      expiresOn: one.expiresOn,
      overdue: one.endedAt === null && one.expiresOn !== null && compareDates(one.expiresOn, today) < 0,
      accompanies: one.accompanies,
      endAskedByName: one.endAskedByName,
      keptBy: one.keptBy,
      dangerAtRegistrar: one.dangerAtRegistrar,
      endReason: one.endReason,
      answeredOn: one.answeredOn,
      answeredBy: one.answeredBy,
      lapsesAt: one.lapsesAt,
      prolongAskedByName: one.prolongAskedByName,
      prolongReason: one.prolongReason,
      inForce: worksNow(one, now),
      ended: one.endedAt !== null,
      version: one.version,
      mine: one.mine,
    })),
    adversaries: [...adversaries],
    releases: releases.map((one) => ({
      id: one.id,
      recipientOfficeName: one.recipientOfficeName,
      itemGroups: [...one.itemGroups],
      reason: one.reason,
      lastsDays: one.lastsDays,
      askedByName: one.askedByName,
      askedAt: one.askedAt,
      decision: one.decision,
      decidedByName: one.decidedByName,
      decidedAt: one.decidedAt,
      validUntilAt: one.validUntilAt,
      inForce: one.validUntilAt !== null && one.validUntilAt > now && one.revokedAt === null,
      version: one.version,
    })),
    decides,
  };
}
