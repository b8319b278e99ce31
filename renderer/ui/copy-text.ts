/**
 * Copies a text while a button is being pressed; false where the browser does not. The newer way is only for pages that
 * came encrypted and may ask for a permission, which neither a desk on the LAN nor the shell has.
 */
export function copyText(text: string): boolean {
  const write = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', write)
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- See above.
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', write)
  }
}
