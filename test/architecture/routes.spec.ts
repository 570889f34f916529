import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Body, Controller, Get, Post, RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { type NestContainer, NestFactory } from '@nestjs/core';
import { allPermissions } from '@madoguchi/identity';
import { systemClock } from '@madoguchi/kernel';
import { createEdge, createLogger, Look, ROUTE_RULE, type RouteRule, Whole } from '@madoguchi/platform';
import { getMetadataStorage } from 'class-validator';
import { ApiModule } from '../../apps/api/src/api.module';

/** Routes that the guard would refuse to everybody, or that name a permission which no role holds. */
function routesWithoutRule(controllers: readonly Type[]): readonly string[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (name === 'constructor' || typeof handler !== 'function' || Reflect.getMetadata(PATH_METADATA, handler) === undefined) return [];
      const rule = Reflect.getMetadata(ROUTE_RULE, handler) as RouteRule | undefined;
      const route = `${controller.name}.${name}`;
      if (!rule) return [`${route} names no permission`];
      if (rule.signedInOnly) return [];
      if (rule.permission === undefined) return PUBLIC.has(route) ? [] : [`${route} is public`];
      return allPermissions().has(rule.permission) ? [] : [`${route}: nobody holds ${rule.permission}`];
    });
  });
}

/** Commands that move a stored record (they send the version that they have seen) and say that they have made one. */
function movesThatAnswerCreated(controllers: readonly Type[]): readonly string[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).filter((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.POST) return false;
      if (Reflect.getMetadata(HTTP_CODE_METADATA, handler) !== undefined) return false;
      const parameters = Reflect.getMetadata('design:paramtypes', prototype, name) as readonly Type[];
      return parameters.some((type) =>
        getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).some((one) => one.propertyName === 'version'),
      );
    });
  });
}

/** The only routes that answer somebody who is not signed in. */
const PUBLIC = new Set([
  'HealthController.live', 'HealthController.ready', 'SessionController.create', 'SessionController.current', 'SessionController.end',
  'ProviderController.look', 'ProviderController.begin', 'ProviderController.finish',
]);

async function allControllers(): Promise<readonly Type[]> {
  const settings = {
    port: 0,
    dataDir: '',
    production: false,
    connections: { owner: undefined, app: '', worker: '', counter: '', queue: '', redisUrl: undefined },
    sessionSecret: '',
    masterKey: Buffer.alloc(32),
    earlierMasterKeys: [],
    webRoot: undefined,
    behindProxy: false,
    clock: systemClock,
    auditDir: undefined,
    durableCommits: true,
    databaseCores: 1,
    oidc: undefined,
  };
  const logger = createLogger('api', 'silent');
  const app = await NestFactory.create(ApiModule.forProcess(settings, logger), createEdge(settings, logger), { preview: true, logger: false, abortOnError: false });
  const modules = (app as unknown as { container: NestContainer }).container.getModules();
  return [...modules.values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.metatype as Type));
}

@Controller()
class Planted {
  @Get()
  forgotten(): string {
    return '';
  }

  @Get()
  @Look('nobody.holds_this')
  misspelt(): string {
    return '';
  }
}

class PlantedMoveDto {
  @Whole('版', 1, 9) version: number;
}

@Controller()
class PlantedMoves {
  @Post()
  move(@Body() body: PlantedMoveDto): number {
    return body.version;
  }
}

describe('every route', () => {
  it('names a permission that some role holds, or is one of the few public ones', async () => {
    const controllers = await allControllers();
    expect(controllers.length).toBeGreaterThan(5);
    expect(routesWithoutRule(controllers)).toEqual([]);
  });

  it('is refused without one', () => {
    expect(routesWithoutRule([Planted])).toEqual(['Planted.forgotten names no permission', 'Planted.misspelt: nobody holds nobody.holds_this']);
  });
});

describe('a command that moves a stored record', () => {
  it('answers 200: 201 says that a record was added', async () => {
    expect(movesThatAnswerCreated(await allControllers())).toEqual([]);
    expect(movesThatAnswerCreated([PlantedMoves])).toEqual(['move']);
  });
});

describe('the classes of request and answer bodies', () => {
  it('have names of their own: two of one name would be one in the description of the interface', () => {
    const root = resolve(__dirname, '../..');
    const files = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const names = files.flatMap((file) => [...readFileSync(join(root, 'libs', file), 'utf8').matchAll(/export (?:abstract )?class (\w+Dto)\b/g)].map((match) => match[1]));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
