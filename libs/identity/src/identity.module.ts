import { Module } from '@nestjs/common';
import { IdentityFacade } from './application/identity.facade';
import { SessionStore } from './application/session-store';
import { SignIn } from './application/sign-in';

@Module({ providers: [SignIn, SessionStore, IdentityFacade], exports: [SignIn, SessionStore, IdentityFacade] })
export class IdentityModule {}
