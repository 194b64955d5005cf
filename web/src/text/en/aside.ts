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
