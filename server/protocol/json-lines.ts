/** The values of lines of JSON, each as soon as its line has come to its end. */
export async function* jsonLines<Value>(texts: AsyncIterable<string>): AsyncGenerator<Value> {
  let begun: string[] = []
  for await (const text of texts) {
    const [rest = '', ...others] = text.split('\n')
    begun.push(rest)
    for (const next of others) {
      yield JSON.parse(begun.join('')) as Value
      begun = [next]
    }
  }
}
