import { plainPhone, plainPostalCode } from './contact-text';

describe('telephone and postal code', () => {
  it.each([
    ['０８３－０００－４３２１', '083-000-4321'],
    ['083ー000−4321', '083-000-4321'],
    [' 083 000 4321 ', '083 000 4321'],
  ])('%s is dialled as %s', (typed, plain) => expect(plainPhone(typed)).toBe(plain));

  it.each(['７５３８６５０', '753-8650', '〒７５３－８６５０', '753ー8650', ' 753 8650'])('%s is 7538650', (typed) =>
    expect(plainPostalCode(typed)).toBe('7538650'),
  );
  it('leaves what is no postal code for the server to refuse', () => expect(plainPostalCode('七五三')).toBe('七五三'));
});
