/** The JSON that a call is answered with. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
export async function jsonOf(response: Response | Promise<Response>): Promise<any> {
  return (await response).json();
}
