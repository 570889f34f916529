import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HandoverParticipant, HandoverParticipants, type HeldItem } from '@madoguchi/identity';
import type { Tx } from '@madoguchi/platform';
import { HoldingRepository } from '../persistence/holding.repository';

/** 担当ケース: the open cases of the acting office go over with the worker. */
@Injectable()
export class CasesOfWorker implements HandoverParticipant, OnModuleInit {
  readonly kind = 'case';

  constructor(
    private readonly participants: HandoverParticipants,
    private readonly repository: HoldingRepository,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return this.repository.caseWorkers(tx);
  }

  async held(tx: Tx, staffId: string): Promise<readonly HeldItem[]> {
    return this.repository.cases(tx, staffId);
  }

  async handOver(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<readonly HeldItem[]> {
    await this.repository.holdCases(tx, ids);
    const wanted = new Set(ids);
    const moving = (await this.repository.cases(tx, from)).filter((one) => wanted.has(one.id));
    await this.repository.giveCases(tx, from, to, moving.map((one) => one.id));
    return moving;
  }
}

/** 世帯の地区担当: the households of the acting office's district worker. */
@Injectable()
export class HouseholdsOfWorker implements HandoverParticipant, OnModuleInit {
  readonly kind = 'household';

  constructor(
    private readonly participants: HandoverParticipants,
    private readonly repository: HoldingRepository,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return this.repository.districtWorkers(tx);
  }

  async held(tx: Tx, staffId: string): Promise<readonly HeldItem[]> {
    return this.repository.households(tx, staffId);
  }

  async handOver(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<readonly HeldItem[]> {
    await this.repository.holdHouseholds(tx, ids);
    const wanted = new Set(ids);
    const moving = (await this.repository.households(tx, from)).filter((one) => wanted.has(one.id));
    await this.repository.giveHouseholds(tx, from, to, moving.map((one) => one.id));
    return moving;
  }
}
