package scriptorium.auth.mail;

import java.util.Optional;

/**
 * A message. Line breaks are taken out of everything that goes into a header, so nobody adds one.
 *
 * @param replyTo address of the user who wrote it; empty for messages of the wiki itself
 */
public record Mail(String to, Optional<String> replyTo, String subject, String text) {

    public Mail {
        to = oneLine(to);
        replyTo = replyTo.map(Mail::oneLine);
        subject = oneLine(subject);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }

    @Override
    public String toString() {
        return "Mail[]";
    }
}
