import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS } from '@madoguchi/platform';
import type { FastifyReply } from 'fastify';

/**
 * The cookie that bears a session's id: for this site alone, out of reach of scripts, gone with the browser. It is signed,
 * so that an id that we never gave costs the database nothing.
 */
@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly secure: boolean;
  private readonly secret: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.name = settings.behindProxy ? '__Host-madoguchi' : 'madoguchi';
    this.secure = settings.behindProxy;
    this.secret = settings.sessionSecret;
  }

  /**
   * Asked before a session begins.
   * @throws DomainError `insecure_connection` where the browser would not keep the cookie.
   */
  requireGiveable(request: { readonly protocol: string }): void {
    if (!this.secure || request.protocol === 'https') return;
    throw new DomainError('insecure_connection', 'conflict', { message: '暗号化されていない接続のため、ログインできません。システム管理者に知らせてください。' });
  }

  /** @returns the session's id; undefined where there is no cookie of ours, or not one that we signed. */
  read(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    const value = this.valueIn(request);
    if (value === undefined) return undefined;
    const [, sid, signature] = /^s:([\w-]{20,100})\.([\w+/]{43})$/.exec(decoded(value)) ?? [];
    if (sid === undefined || signature === undefined) return undefined;
    return timingSafeEqual(Buffer.from(signature), Buffer.from(this.signatureOf(sid))) ? sid : undefined;
  }

  /** Whether the request bears the cookie, whoever wrote it. */
  isIn(request: Pick<IncomingMessage, 'headers'>): boolean {
    return this.valueIn(request) !== undefined;
  }

  give(reply: FastifyReply, sid: string): void {
    reply.header('Set-Cookie', `${this.name}=${encodeURIComponent(`s:${sid}.${this.signatureOf(sid)}`)}${this.attributes}`);
  }

  takeBack(reply: FastifyReply): void {
    reply.header('Set-Cookie', `${this.name}=${this.attributes}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`);
  }

  private get attributes(): string {
    return `; Path=/; HttpOnly${this.secure ? '; Secure' : ''}; SameSite=Strict`;
  }

  private valueIn({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
    const start = `${this.name}=`;
    return headers.cookie
      ?.split(';')
      .map((one) => one.trim())
      .find((one) => one.startsWith(start))
      ?.slice(start.length);
  }

  private signatureOf(sid: string): string {
    return createHmac('sha256', this.secret).update(sid).digest('base64').replace(/=+$/, '');
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
