import { Module } from '@nestjs/common';
import { ReferenceController } from './http/reference.controller';

@Module({ controllers: [ReferenceController] })
export class ReferenceHttpModule {}
