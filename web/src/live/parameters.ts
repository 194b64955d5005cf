/** The parameters behind the view at this fragment of an address: "#/live?show=explorer". */
export function parametersOf(fragment: string): URLSearchParams {
  return new URLSearchParams(fragment.split('?')[1] ?? '');
}
