import twilio from 'twilio';

export type TwilioOptions = {
  accountSid: string;
  authToken: string;
  /** Where the API is; only a test double is anywhere else than at Twilio. */
  apiUrl: string | null;
  /** Milliseconds before an answer counts as lost. */
  timeout: number;
};

export type TwilioClient = twilio.Twilio;

/** The official client. It never repeats by itself: one attempt per call, the outbox does the rest. */
export function createTwilioClient(options: TwilioOptions): TwilioClient {
  const httpClient = new BasedClient(options.apiUrl, options.timeout);
  return twilio(options.accountSid, options.authToken, { httpClient, autoRetry: false });
}

type Request = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0];

/**
 * As many connections as the client opens by itself, all of them kept: of its own accord it keeps five, and the others
 * greet Twilio anew for every message of a busy minute, which costs more than the message.
 */
const sockets = 20;

class BasedClient extends twilio.RequestClient {
  constructor(
    private readonly base: string | null,
    timeout: number,
  ) {
    super({ timeout, keepAlive: true, autoRetry: false, maxSockets: sockets, maxFreeSockets: sockets });
  }

  override request<TData>(options: Request) {
    if (this.base === null) return super.request<TData>(options as never);
    const { pathname, search } = new URL(options.uri);
    return super.request<TData>({
      ...options,
      uri: new URL(`${pathname}${search}`, this.base).toString(),
    } as never);
  }
}
