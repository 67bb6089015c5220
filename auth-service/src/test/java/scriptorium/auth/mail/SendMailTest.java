package scriptorium.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server of its own that says what SMTP servers say. */
class SendMailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Takes one message; answers {@code rcpt} to its receiver. */
    private CompletableFuture<List<String>> receive(String rcpt) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> lines = new ArrayList<>();
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                out.print("220 ready\r\n");
                out.flush();
                boolean data = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    String answer = data ? line.equals(".") ? "250 kept" : "" : line.startsWith("EHLO") ? "250-here\r\n250 SIZE" : line.startsWith("RCPT") ? rcpt
                            : line.equals("DATA") ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 good";
                    data = line.equals("DATA") || data && !line.equals(".");
                    if (!answer.isEmpty()) {
                        out.print(answer + "\r\n");
                        out.flush();
                    }
                }
            } catch (IOException ended) {
                lines.add("ended");
            }
            return lines;
        });
    }

    private SendMail sendMail(boolean enabled) {
        int port = server.getLocalPort();
        return new SendMail(new MailConfig() {
            @Override
            public boolean enabled() {
                return enabled;
            }

            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public boolean startTls() {
                return false;
            }

            @Override
            public Optional<String> user() {
                return Optional.empty();
            }

            @Override
            public Optional<String> password() {
                return Optional.empty();
            }

            @Override
            public String from() {
                return "wiki@example.org";
            }

            @Override
            public Duration timeout() {
                return PATIENCE;
            }

            @Override
            public int atOnce() {
                return 1;
            }

            @Override
            public Duration confirmation() {
                return Duration.ofDays(7);
            }
        });
    }

    @Test
    void aMessageArrives_withItsTextAndNobodyElsesHeaders() throws Exception {
        CompletableFuture<List<String>> received = receive("250 good");

        boolean sent = sendMail(true).execute(new Mail("ada@example.org", Optional.of("bob@example.org"), "Grüße\r\nBcc: all@example.org", ".\nZeile"))
                .await().atMost(PATIENCE);

        List<String> lines = received.get(10, TimeUnit.SECONDS);
        assertThat(sent).isTrue();
        assertThat(lines).contains("MAIL FROM:<wiki@example.org>", "RCPT TO:<ada@example.org>", "Reply-To: <bob@example.org>")
                .noneMatch(line -> line.startsWith("Bcc"));
        assertThat(lines).contains(Base64.getEncoder().encodeToString(".\nZeile".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRefusedReceiver_isNotSent() throws Exception {
        CompletableFuture<List<String>> received = receive("550 nobody");

        boolean sent = sendMail(true).execute(new Mail("ada@example.org", Optional.empty(), "s", "t")).await().atMost(PATIENCE);

        assertThat(sent).isFalse();
        assertThat(received.get(10, TimeUnit.SECONDS)).doesNotContain("DATA");
    }

    @Test
    void addressesThatAreNone_areNeverTold() throws Exception {
        CompletableFuture<List<String>> received = receive("250 good");

        boolean sent = sendMail(true).execute(new Mail("a@b>\r\nRCPT TO:<c@d", Optional.empty(), "s", "t")).await().atMost(PATIENCE);

        assertThat(sent).isFalse();
        assertThat(received.get(10, TimeUnit.SECONDS)).noneMatch(line -> line.startsWith("RCPT"));
    }

    @Test
    void withMailSwitchedOff_nothingIsSent() {
        assertThat(sendMail(false).execute(new Mail("ada@example.org", Optional.empty(), "s", "t")).await().atMost(PATIENCE)).isFalse();
    }
}
