/** Texts of the views that a link opens: the support file and the hardware check. */
export const support = {
  title: 'Support file',
  words:
    'Shows a helper what happened: versions, browser, boards, jobs with their times, errors and the log. It stays on this computer until you send it to somebody.',
  replaced:
    'Names and numbers of your account, boards, networks and users are replaced by words such as “account-1”. Keys, passphrases and the messages of your boards are not in it. Read it before you send it on.',
  label: 'Content of the support file',
  collecting: 'Collecting…',
  save: 'Save the file',
  again: 'Collect again',
};

export const check = {
  title: 'Hardware check',
  words:
    'Tries each part of a board that is plugged in, asks you what you see, and writes a report that you can put into an issue. It takes about two minutes.',
  does: [
    'It restarts the board, lets its lights blink, and reads its secure element and its Wi-Fi module.',
    'For that, it loads Microchip’s provisioning firmware, and afterwards the demo firmware, whatever program ran before.',
    'Keys, certificates and Wi-Fi settings stay on the board. Nothing is sent to AWS.',
  ],
  ownProgram: 'The program on this board may be lost',
  ownProgramWords:
    'This board runs a program that the page does not know. The page cannot put it back. The check replaces it by Microchip’s demo firmware.',
  restores: 'Also restore the delivered state at the end',
  restoresWords:
    'This removes the certificates and the endpoint of your account from the board. You have to provision the board again afterwards.',
  noBoard: 'Connect a board first.',
  toSetup: 'Go to Set up',
  busy: 'The board is busy.',
  start: 'Start the check',
  again: 'Check again',
  stop: 'Stop the check',
  parts: {
    port: 'Port and firmware',
    debugger: 'Debugger',
    label: 'Printed name',
    lights: 'Lights blink',
    programming: 'Programming',
    commands: 'Commands of the provisioning firmware',
    secure_element: 'Secure element',
    module: 'Wi-Fi module',
    demo: 'Demo firmware put back',
    pattern: 'Lights of the demo firmware',
    sensors: 'Sensors',
    restore: 'Restore the delivered state',
  },
  verdicts: {
    waiting: 'Waiting',
    running: 'Running',
    passed: 'Passed',
    failed: 'Failed',
    skipped: 'Not checked',
  },
  reasons: {
    no_debugger: 'The debugger is not connected.',
    not_needed: 'It was not needed.',
    not_reached: 'The check did not get that far.',
    not_live: 'Needs a board that is set up and sends data to this page.',
    not_chosen: 'You did not choose it.',
    not_known: 'The board does not report its name.',
  },
  questions: {
    label: 'Which name is printed on the board?',
    lights: 'Did the lights of the board blink or go off and on?',
    pattern: 'What do the lights do now?',
    sensors: 'Cover the light sensor with a finger. Does the value of “Light” change?',
  },
  answers: { yes: 'Yes', no: 'No', again: 'Show it again', other: 'Another name' },
  result: (passed: number, failed: number, skipped: number) =>
    `${passed} passed, ${failed} failed, ${skipped} not checked`,
  remarks: 'What else did you see?',
  report: 'Report',
  reportWords:
    'Names and numbers of your board, account and network are replaced by words such as “serial-1”.',
  save: 'Save the report',
};
