package scriptorium.auth.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A conversation with an SMTP server (RFC 5321), with STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954, encrypted alone). Blocks; for one message. */
final class SmtpConnection implements AutoCloseable {

    private static final int MOST_REPLY_LINES = 100;

    private final int timeout;
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    private SmtpConnection(Socket socket, int timeout) throws IOException {
        this.timeout = timeout;
        use(socket);
    }

    static SmtpConnection open(MailConfig config) throws IOException {
        int timeout = Math.toIntExact(config.timeout().toMillis());
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(config.host(), config.port()), timeout);
        SmtpConnection connection = new SmtpConnection(socket, timeout);
        try {
            connection.begin(config);
            return connection;
        } catch (IOException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private void use(Socket next) throws IOException {
        next.setSoTimeout(timeout);
        socket = next;
        in = new BufferedReader(new InputStreamReader(next.getInputStream(), StandardCharsets.US_ASCII));
        out = next.getOutputStream();
    }

    private void begin(MailConfig config) throws IOException {
        String self = InetAddress.getLoopbackAddress().getHostName();
        expect(220);
        say("EHLO " + self, 250);
        if (config.startTls()) {
            say("STARTTLS", 220);
            SSLSocket secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, config.host(), config.port(), true);
            var parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            use(secure);
            say("EHLO " + self, 250);
        }
        if (config.user().isPresent()) {
            if (!config.startTls()) {
                throw new IOException("no password is told without STARTTLS");
            }
            String plain = "\0" + config.user().get() + "\0" + config.password().orElse("");
            say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)), 235);
        }
    }

    void send(Mail mail, String from, Instant now) throws IOException {
        if (!mail.to().matches("[^\\s<>@]+@[^\\s<>@]+")) {
            throw new IOException("address refused");
        }
        say("MAIL FROM:<" + from + ">", 250);
        say("RCPT TO:<" + mail.to() + ">", 250);
        say("DATA", 354);
        write(message(mail, from, now));
        say(".", 250);
        say("QUIT", 221);
    }

    /** The text is sent as base64, so no line is too long and none is a dot. */
    private static String message(Mail mail, String from, Instant now) {
        StringBuilder message = new StringBuilder()
                .append("From: <").append(from).append(">\r\nTo: <").append(mail.to()).append(">\r\n");
        mail.replyTo().ifPresent(address -> message.append("Reply-To: <").append(address).append(">\r\n"));
        return message.append("Subject: ").append(word(mail.subject()))
                .append("\r\nDate: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)))
                .append("\r\nMessage-ID: <").append(UUID.randomUUID()).append('@').append(from.substring(from.indexOf('@') + 1))
                .append(">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .append(Base64.getMimeEncoder().encodeToString(mail.text().getBytes(StandardCharsets.UTF_8))).append("\r\n").toString();
    }

    /** RFC 2047, in words of at most 75 characters. */
    private static String word(String text) {
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < text.length();) {
            int end = text.offsetByCodePoints(at, Math.min(10, text.codePointCount(at, text.length())));
            words.append(words.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?")
                    .append(Base64.getEncoder().encodeToString(text.substring(at, end).getBytes(StandardCharsets.UTF_8))).append("?=");
            at = end;
        }
        return words.toString();
    }

    private void say(String line, int expected) throws IOException {
        write(line + "\r\n");
        expect(expected);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void expect(int expected) throws IOException {
        for (int i = 0; i < MOST_REPLY_LINES; i++) {
            String line = in.readLine();
            if (line == null || !line.startsWith(String.valueOf(expected))) {
                throw new IOException("the mail server answered " + (line == null ? "nothing" : line.substring(0, Math.min(3, line.length()))));
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return;
            }
        }
        throw new IOException("the mail server talks without end");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
