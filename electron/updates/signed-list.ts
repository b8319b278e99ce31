/** What the maker of the app signs of a list: its name too, because a list of another system is good only for that one. */
export function signedContent(name: string, list: string): Buffer {
  return Buffer.from(`${name}\n${list}`)
}
