import { Module } from '@nestjs/common';
import { Credentials } from './application/credentials';
import { IdentityFacade } from './application/identity.facade';
import { OwnAccount } from './application/own-account';
import { OwnSessions } from './application/own-sessions';
import { SessionStore } from './application/session-store';
import { SignIn } from './application/sign-in';

@Module({ providers: [Credentials, SignIn, OwnAccount, OwnSessions, SessionStore, IdentityFacade],
  exports: [SignIn, OwnAccount, OwnSessions, SessionStore, IdentityFacade],
 })
export class IdentityModule {}
