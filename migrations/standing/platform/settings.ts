import { invoker, type StandingObject } from '../object';

export const TRANSACTION_SETTINGS: readonly StandingObject[] = [
  invoker(
    `create function app_now() returns timestamptz language sql stable parallel safe
  as $$ select nullif(current_setting('app.now', true), '')::timestamptz $$`,
  ),
  invoker(
    `create function app_today() returns date language sql stable parallel safe
  as $$ select (app_now() at time zone 'Asia/Tokyo')::date $$`,
  ),
  invoker(
    `create function current_assignment() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.assignment', true), '')::uuid $$`,
  ),
  invoker(
    `create function current_purpose() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.purpose', true), '') $$`,
  ),
  invoker(
    `create function current_request() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.request', true), '') $$`,
  ),
];
