import { FILE_BYTES_MAX, fileTypeOf } from './file-type';

const refused = (code: string): Error => expect.objectContaining({ code }) as Error;

it('believes the first bytes and nothing else', () => {
  expect(fileTypeOf(Buffer.from('%PDF-1.7 …'))).toBe('application/pdf');
  expect(fileTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(fileTypeOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png');
  for (const other of ['<html>', ' %PDF-1.7', 'MZ', 'PK\u0003\u0004']) expect(() => fileTypeOf(Buffer.from(other))).toThrow(refused('file_type'));
});

it('takes no empty file and none above five megabytes', () => {
  expect(() => fileTypeOf(Buffer.alloc(0))).toThrow(refused('no_file'));
  const whole = Buffer.alloc(FILE_BYTES_MAX, '%PDF-');
  expect(fileTypeOf(whole)).toBe('application/pdf');
  expect(() => fileTypeOf(Buffer.concat([whole, Buffer.from('.')]))).toThrow(refused('file_too_large'));
});
