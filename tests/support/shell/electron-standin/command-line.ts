/** The value of a Chromium switch on our own command line, empty where it is not there. */
export function switchValue(name: string): string {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`))
  return given?.slice(name.length + 3) ?? ''
}
