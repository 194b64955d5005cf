/** Tests how the files of an authority are passed to the core, which finds out where they are in an archive or a folder. */
import { beforeEach, describe, expect, test } from 'vitest';
import { useAuthority } from '../../src/app/authority';
import { zip } from '../../src/devices/zip';
import { FakeSession } from './fake_session';

let core: FakeSession;
beforeEach(() => (core = new FakeSession()));

const archive = (name: string, files: Record<string, string>): File => new File([zip(files)], name);
const inFolder = (path: string, text: string): File =>
  Object.defineProperty(new File([text], path.split('/').at(-1) ?? ''), 'webkitRelativePath', {
    value: path,
  });

describe('an authority', () => {
  test.each(['microchip-iot.zip', 'MICROCHIP-IOT.ZIP', 'Backup.Zip'])('is imported from %s', async (name) => {
    expect(await useAuthority(core.session, [archive(name, { 'root-ca.crt': 'a' })])).toMatchObject({
      ok: true,
    });
    expect(core.calls).toEqual(['useAuthority ["root-ca.crt"]']);
  });

  test('is passed on with whole paths, from an archive and from a folder', async () => {
    const path = 'backup/.microchip-iot/root-ca.key';
    await useAuthority(core.session, [archive('a.zip', { [path]: 'key', 'backup/readme.md': '' })]);
    await useAuthority(core.session, [inFolder(path, 'key'), inFolder('backup/photo.jpg', '')]);
    expect(core.calls).toEqual([`useAuthority ["${path}"]`, `useAuthority ["${path}"]`]);
  });

  test('is imported whatever the case of the files’ extensions', async () => {
    await useAuthority(core.session, [inFolder('ca/ROOT-CA.CRT', 'a')]);
    expect(core.calls).toEqual(['useAuthority ["ca/ROOT-CA.CRT"]']);
  });

  test('in an archive with too much content is refused with a specific error', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2_100 }, (_, index) => [`board-${index}/thing.txt`, 'x']),
    );
    expect(await useAuthority(core.session, [archive('big.zip', files)])).toMatchObject({
      ok: false,
      error: { code: 'page.archive_too_large' },
    });
    expect(core.calls).toEqual([]);
  });

  test('in a folder with too much content is refused with the same error', async () => {
    const files = Array.from({ length: 2_500 }, (_, index) => inFolder(`home/${index}.txt`, 'x'));
    expect(await useAuthority(core.session, files)).toMatchObject({
      ok: false,
      error: { code: 'page.archive_too_large' },
    });
  });

  test('in a damaged archive is refused with an error that names the damage', async () => {
    expect(await useAuthority(core.session, [new File(['no archive'], 'a.zip')])).toMatchObject({
      ok: false,
      error: { code: 'page.bad_archive' },
    });
  });
});
