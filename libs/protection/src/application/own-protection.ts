import { Injectable } from '@nestjs/common';
import { notFound, stale } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ProtectionRepository, type StoredProtection, type StoredRelease } from '../persistence/protection.repository';

/** What the commands of this room ask in the same words: only the office that keeps a measure changes it. */
@Injectable()
export class OwnProtection {
  constructor(private readonly repository: ProtectionRepository) {}

  /** @throws DomainError `not_found` unless the acting office keeps it. */
  async find(tx: Tx, id: string): Promise<StoredProtection> {
    const protection = await this.repository.byId(tx, id);
    if (!protection?.mine) throw notFound();
    return protection;
  }

  /** @throws DomainError `not_found` unless the acting office keeps it, `stale` when it was changed meanwhile. */
  async load(tx: Tx, id: string, version: number): Promise<StoredProtection> {
    const protection = await this.find(tx, id);
    if (protection.version !== version) throw stale({ id, version: protection.version });
    return protection;
  }

  /** @throws DomainError `not_found` unless the acting office asked, `stale` when it was changed meanwhile. */
  async release(tx: Tx, id: string, version: number): Promise<StoredRelease> {
    const release = await this.repository.release(tx, id);
    if (!release) throw notFound();
    if (release.version !== version) throw stale({ id, version: release.version });
    return release;
  }
}
