// Problems between the page and a board, each with its message and remedy: lists closed without a choice, devices that the system or
// another program holds, wrong boards, unplugged cables, browsers without the necessary features.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectSoon } from './support/soon.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';
import { connectWithDebugger, prepareOneClick, provision, signIn } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const programming = 120_000;

/** Unfolds all causes, also those that do not fit the error. */
async function unfoldCauses(person) {
  const folded = person
    .card('Board')
    .locator('system-help details:not([open]) > summary')
    .filter({ visible: true });
  while ((await folded.count()) > 0) await folded.first().click();
}

test('closing the list without a choice shows a checklist for the user’s system', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await scenario.board({ firmware: 'provisioning' });
    scenario.bus.choose = () => null;
    await person.connectBoard();
    await person.fails('Board', 'page.picker_closed');
    const system = person.card('Board').getByLabel('Your system');
    const checklists = {
      Windows: [/The cable only charges/, /The driver/, /03EB:2FC0/, /Another program is using the board/],
      macOS: [
        /The cable only charges/,
        /The accessory must be allowed/,
        /03EB:2FC0/,
        /Another program is using the board/,
      ],
      ChromeOS: [/The cable only charges/, /Managed Chromebooks/, /Linux has the board/, /03EB:2FC0/],
      Android: [/Cable and adapter/, /Another app is using the board/],
      Linux: [
        /The cable only charges/,
        /udev rule/,
        /ten seconds/,
        /Snap/,
        /Flatpak/,
        /in its bootloader/,
        /Another program is using/,
      ],
    };
    for (const [name, points] of Object.entries(checklists)) {
      await system.selectOption(name);
      await unfoldCauses(person);
      for (const point of points) await person.reads('Board', point);
    }
    scenario.bus.choose = ([port]) => port.id;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
  }));

test('closing the second list asks for the debugger without scrolling away, and the list can be opened again', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    scenario.hid.choose = () => null;
    await scenario.board();
    await person.connectBoard();
    await person.fails('Board', 'page.debugger_picker_closed');
    await person.reads('Board', /The cable only charges/);
    await person.sees('Board', 'Needs one more permission', 30_000);
    await person.expectFocus('Allow the debugger');
    assert.ok(await person.isInView('Board', 'Allow the debugger'));
    scenario.hid.choose = ([first]) => first.id;
    await person.button('Board', 'Allow the debugger').click();
    await person.reads('Board', /AVR-IoT WG/);
  }));

test('a debugger that the system refuses comes with the udev rule and the commands for Snap and Flatpak to copy', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, page } = scenario;
    const board = await scenario.board();
    scenario.hid.refuse(board.hid);
    await person.connectBoard();
    await person.fails('Board', 'hid.open_failed');
    const commands = person.card('Board').locator('system-help pre');
    await commands.first().waitFor();
    await unfoldCauses(person);
    assert.deepEqual(await commands.allInnerTexts(), [
      "sudo tee /etc/udev/rules.d/70-nedbg.rules <<'END' && sudo udevadm control --reload-rules && sudo udevadm trigger\n" +
        'KERNEL=="hidraw*", ATTRS{idVendor}=="03eb", ATTRS{idProduct}=="2175", TAG+="uaccess"\n' +
        'SUBSYSTEM=="tty", ATTRS{idVendor}=="03eb", ATTRS{idProduct}=="2175", TAG+="uaccess", ENV{ID_MM_PORT_IGNORE}="1"\n' +
        'SUBSYSTEM=="usb", ATTR{idVendor}=="03eb", ATTR{idProduct}=="2175", ENV{ID_MM_DEVICE_IGNORE}="1"\n' +
        'END',
      'sudo snap connect chromium:raw-usb',
      'flatpak override --user --device=all --filesystem=/run/udev:ro com.google.Chrome',
    ]);
    await person.button('Board', 'Copy: Command').first().click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await commands.first().innerText());
    // If the browser does not let the page copy, the text is selected for the keyboard.
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await person.button('Board', 'Copy: Command').nth(1).click();
    await person.reads('Board', 'Press Ctrl+C');
    await page.keyboard.press('Control+C');
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      await commands.nth(1).innerText(),
    );
    // The user has added the rule and replugged the board.
    scenario.hid.refuse(board.hid, false);
    await person.button('Board', 'Allow the debugger').click();
    await signIn(scenario);
    await person.sees('Wi-Fi', 'Choose a network', 30_000);
    assert.equal(await person.card('Board').getByRole('alert').count(), 0, 'no error is left');
  }));

test('writing to a port that accepts no data times out', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, bus } = scenario;
    await bus.plug(
      { open: async () => {}, write: () => new Promise(() => {}), close: () => {} },
      { name: 'Curiosity Virtual COM Port' },
    );
    await person.connectBoard();
    await person.fails('Board', 'session.unknown_firmware', 60_000);
  }));

test('a port that another program uses is reported, and opens once it is free', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, bus } = scenario;
    const board = await scenario.board({ firmware: 'provisioning' });
    bus.occupy(board.port);
    await person.connectBoard();
    const text = await person.fails('Board', 'serial.port_busy');
    assert.match(text, /another tab has the board’s serial port open/);
    await person.reads('Board', /SUBSYSTEM=="tty".*TAG\+="uaccess"/);
    bus.occupy(board.port, false);
    await person.button('Board', 'Try again').click();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    await provision(scenario);
  }));

test('a port and a debugger in use by the user’s other tab are reported, and usable when that tab is done', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    // A job that keeps the first tab busy for a while.
    const fault = 'slow@cmd:MC+WINC+READ=700ms; slow@cmd:MC+WINC+WRITEBLOB=700ms';
    await prepareOneClick(scenario, { firmware: 'provisioning', time: 'real', fault });
    await person.provision();
    await person.sees('Provision', 'Working');
    // The job opens the port only after it has loaded the firmware images; until then another tab could open it.
    await expectSoon(
      () => ({ holds: scenario.countCommand('MC+WINC+READ') > 0, seen: 'no command' }),
      'the job to read the Wi-Fi module',
      40_000,
    );
    const other = await scenario.openTab();
    await other.fails('Board', 'page.port_in_other_tab');
    await other.fails('Board', 'page.debugger_in_other_tab');
    await person.sees('Provision', 'Provisioned', programming);
    await other.button('Board', 'Try again').click();
    await other.sees('Board', 'Needs one more permission', 30_000);
    await other.button('Board', 'Allow the debugger').click();
    await other.sees('Board', 'Ready', 30_000);
    await other.typeKeys(scenario.user, region);
    await other.sees('Wi-Fi', 'Choose a network', 30_000);
    await other.page.close();
  }));

test('a second tab takes the board over: the first one stops its job, disconnects the board and says why', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const fault = 'slow@cmd:MC+WINC+READ=700ms; slow@cmd:MC+WINC+WRITEBLOB=700ms';
    await prepareOneClick(scenario, { firmware: 'provisioning', time: 'real', fault });
    await person.provision();
    await expectSoon(
      () => ({ holds: scenario.countCommand('MC+WINC+READ') > 0, seen: 'no command' }),
      'the job to read the Wi-Fi module',
      40_000,
    );
    const other = await scenario.openTab();
    await other.fails('Board', 'page.port_in_other_tab');
    await other.button('Board', 'Use it here').click();
    await other.sees('Board', 'Ready', 30_000);
    await person.fails('Board', 'page.taken_over');
    await person.sees('Board', 'Not connected');
    await other.page.close();
  }));

test('two tabs that detect a board at the same moment do not disturb each other', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await connectWithDebugger(scenario);
    const other = await scenario.openTab();
    await other.sees('Board', 'Ready', 30_000);
    await board.unplug();
    for (const one of [person, other]) await one.sees('Board', 'Unplugged');
    await board.replug();
    // One tab gets the board first; the other one gets it at the latest when it tries again.
    for (const one of [person, other]) {
      await one.sees('Board', /^(Ready|Needs attention)$/, 30_000);
      await expectSoon(
        async () => {
          const again = one.button('Board', 'Try again');
          if (!(await again.isVisible())) return { holds: true, seen: 'no error' };
          const text = await one.fails('Board', 'page.port_in_other_tab', 2_000);
          await again.click();
          await one.sees('Board', /^(Ready|Needs attention)$/, 30_000);
          return { holds: false, seen: text };
        },
        'the board in both tabs, one after the other',
        40_000,
      );
      await one.sees('Board', 'Ready', 30_000);
    }
    await other.page.close();
  }));

test('a browser without storage can set up a board, and the log names the consequence', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person } = scenario;
    // As in Chromium with “Don’t allow sites to save data”.
    await page.addInitScript(() => {
      const denied = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'));
      Object.assign(LockManager.prototype, { request: denied, query: denied });
      Object.assign(IDBFactory.prototype, {
        databases: () => Promise.resolve([]),
        open() {
          throw new DOMException('The user denied permission to access the database.', 'UnknownError');
        },
      });
    });
    await scenario.reload();
    await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    await person.sees('Wi-Fi', 'Sent to the board', 40_000);
    const log = await person.downloadLog();
    assert.equal(log.split('storage.failed').length, 2, 'logged once');
  }));

test('a wrong microcontroller is refused before anything is erased', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await prepareOneClick(scenario, { fault: 'other@signature:0x1E9651' });
    const before = await board.program();
    await person.provision();
    const text = await person.fails('Provision', 'debugger.wrong_target', programming);
    assert.match(text, /Nothing was erased/);
    assert.match(text, /AVR-IoT boards with an ATmega4808 and PIC-IoT/);
    assert.ok(before.equals(await board.program()));
  }));

test('old firmware of the debugger and of the Wi-Fi module is reported with the recommended version', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    await connectWithDebugger(scenario, {
      firmware: 'provisioning',
      fault: 'other@firmware:0x010E; other@module:0x130601',
    });
    const text = await person.fails('Board', 'provision.old_debugger_firmware');
    assert.match(text, /It has 1\.14\.0; 1\.15\.479 is recommended/);
    await signIn(scenario);
    await person.button('Wi-Fi', 'Keep the board’s network').click();
    await person.button('Provision', 'Show the plan first').click();
    const plan = await person.fails('Provision', 'provision.old_module_firmware');
    assert.match(plan, /19\.6\.1/);
    assert.match(plan, /19\.7\.7/);
  }));

test('devices that reconnect are picked up again, also if the system refuses them at first', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await connectWithDebugger(scenario);
    board.enumerateAgain(900);
    await person.sees('Board', /Unplugged|Checking the board/);
    await person.sees('Board', 'Ready', 30_000);
    await person.unfold('Board');
    const { usbSerialNumber } = await board.control('state');
    await person.card('Board').getByTitle(usbSerialNumber, { exact: true }).waitFor();
    assert.equal(await person.card('Board').getByRole('alert').count(), 0);
    assert.deepEqual([scenario.bus.requests, scenario.hid.requests], [1, 1], 'no list was opened again');
  }));

test('programming continues after the cable was unplugged and plugged in again', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await prepareOneClick(scenario, { fault: 'unplug@out:700' });
    await person.provision();
    await person.sees('Board', 'Unplugged', programming);
    const text = await person.fails('Provision', /(serial|hid)\.disconnected/);
    assert.match(text, /program_provisioning/);
    await board.replug();
    await person.button('Provision', 'Continue').click({ timeout: 40_000 });
    await person.sees('Provision', 'Provisioned', programming);
    const { firmware } = await board.control('state');
    assert.equal(firmware, 'demo');
  }));

/** The board's name in the list of boards: at least four digits of its secure element's serial number, and more if another board ends the same. */
async function nameOf(board) {
  const { secureElement } = await board.control('state');
  const ends = [4, 6, 8].map((digits) => secureElement.slice(-digits));
  return new RegExp(`^(AVR-IoT WG|Board) · …(${ends.join('|')})\\b`);
}

test('ports and debuggers of two boards, granted in crossed order, are paired correctly', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const [a, b] = [await scenario.board(), await scenario.board()];
    const shows = async (board) => {
      const { secureElement, usbSerialNumber } = await board.control('state');
      const selected = { name: await nameOf(board), pressed: true };
      await person.card('Board').getByRole('button', selected).waitFor({ timeout: 30_000 });
      await person.unfold('Board');
      for (const serial of [secureElement, usbSerialNumber])
        await person.card('Board').getByTitle(serial, { exact: true }).waitFor({ timeout: 30_000 });
    };
    scenario.bus.choose = () => a.port;
    scenario.hid.choose = () => b.hid;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    scenario.bus.choose = () => b.port;
    await person.unfold('Board');
    await person.button('Board', 'Connect another board').click();
    await shows(b);
    await person.button('Board', await nameOf(a)).click();
    scenario.hid.choose = () => a.hid;
    await person.button('Board', 'Allow the debugger').click();
    await shows(a);
  }));

test('the debugger of another board is refused before anything is erased', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const mine = await scenario.board();
    const other = await scenario.board();
    scenario.bus.choose = () => mine.port;
    scenario.hid.choose = () => other.hid;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    await person.button('Wi-Fi', 'Keep the board’s network').click();
    const before = [await mine.program(), await other.program()];
    await person.provision();
    const text = await person.fails('Provision', 'provision.other_board');
    const { usbSerialNumber } = await other.control('state');
    assert.ok(text.includes(usbSerialNumber), text);
    const after = [await mine.program(), await other.program()];
    assert.ok(before.every((program, index) => program.equals(after[index])));
    assert.deepEqual((await scenario.inventory()).things, []);
  }));

test('without the debugger the page offers images for the drive', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    await scenario.board();
    scenario.hid.choose = () => null;
    await person.connectBoard();
    await person.sees('Board', 'Needs one more permission', 30_000);
    await signIn(scenario);
    await person.button('Board', 'Continue without it').click();
    await person.button('Board', 'Download the provisioning image for AVR-IoT').waitFor();
    await person.button('Board', 'Use the debugger instead').click();
    await person.button('Board', 'Allow the debugger').waitFor();
  }));

test('on Android the serial port works over WebUSB, and the page says that it cannot use the debugger', () =>
  runScenario(environment, { android: true, viewport: { width: 412, height: 915 } }, async (scenario) => {
    const { person, bus } = scenario;
    const board = await scenario.board({ firmware: 'provisioning' });
    bus.choose = () => null;
    await person.connectBoard();
    await person.fails('Board', 'page.picker_closed');
    await person.reads('Board', /USB-C OTG adapter/);
    bus.choose = ([first]) => first.id;
    bus.occupy(board.port);
    await person.connectBoard();
    await person.fails('Board', 'serial.port_busy');
    bus.occupy(board.port, false);
    await person.button('Board', 'Try again').click();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    await provision(scenario);
    const text = await person.fails('Board', 'page.hid_unsupported');
    assert.match(text, /The browser has no WebHID/);
    assert.match(text, /The serial port works/);
    await board.unplug();
    await person.sees('Board', 'Unplugged');
    await board.replug();
    await person.button('Board', 'Download the demo image for AVR-IoT').waitFor();
    await board.drop('demo');
    await person.reads('Wi-Fi', 'Network name', 40_000);
  }));

test('a browser without Web Serial and WebUSB names a browser that works, and offers the simulation', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, person } = scenario;
    await page.addInitScript(() => {
      delete Navigator.prototype.serial;
      delete Navigator.prototype.usb;
    });
    await scenario.reload();
    await person.fails('Board', 'page.serial_unsupported');
    await person.reads('Board', /Chrome or Edge/);
    assert.equal(await person.button('Board', 'Connect a board').count(), 0);
    await page.getByRole('button', { name: 'Try without a board or an account' }).waitFor();
  }));
