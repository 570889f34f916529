import { Flag, Text } from '@madoguchi/platform';

export class ProviderDto {
  /** Words on the button; null where no provider is configured. */
  label: string | null;
}

export class BeginProviderSignInDto {
  /** A screen waits behind in another window: the provider must ask again even if it remembers the person. */
  @Flag('本人確認のやり直し') again: boolean;
}

export class ProviderAddressDto {
  /** Where the browser goes. */
  address: string;
}

/** What the provider wrote into the address of the return. */
export class ProviderAnswerDto {
  @Text('受付の番号', { max: 200, numberColumn: true }) state: string;
  @Text('コード', { max: 4_000, optional: true, numberColumn: true }) code?: string;
  @Text('発行者', { max: 1_000, optional: true, numberColumn: true }) iss?: string;
  @Text('誤り', { max: 200, optional: true, numberColumn: true }) error?: string;
}

export class ProviderDoneDto {
  /** The screen that waited in another window is open again; this one has done its work. */
  again: boolean;
}
