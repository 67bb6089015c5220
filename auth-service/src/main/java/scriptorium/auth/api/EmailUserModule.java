package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.mail.Mail;
import scriptorium.auth.mail.SendMail;
import scriptorium.auth.model.Account;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.site.SiteConfig;

/** {@code action=emailuser}: mail from one user to another, through the wiki. */
@ApplicationScoped
class EmailUserModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> target = params.text("target").required();
    private final Param<String> subject = params.text("subject").required();
    private final Param<String> text = params.longText("text").required();
    private final Param<Boolean> copy = params.flag("ccme");
    private final ModuleSpec spec;

    private final Accounts accounts;
    private final Authenticate names;
    private final SendMail sendMail;
    private final SiteConfig site;

    EmailUserModule(Accounts accounts, Authenticate names, SendMail sendMail, SiteConfig site) {
        this.accounts = accounts;
        this.names = names;
        this.sendMail = sendMail;
        this.site = site;
        params.token("csrf");
        spec = ModuleSpec.action("emailuser", params)
                .writes("csrf")
                .example("action=emailuser&target=Ada&subject=Hello&text=Content&token=123ABC", "apihelp-emailuser-example-email")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String name = names.anyName(run.get(target)).orElseThrow(
                () -> ApiException.of("baduser_target", "apierror-baduser", Arg.raw("target"), Arg.raw(run.get(target).replace("[", "&#91;"))));
        return accounts.byName(name).map(EmailUserModule::checkTarget)
                .chain(receiver -> accounts.byId(run.caller().userId()).map(sender -> checkSender(run.caller(), sender)).chain(sender -> send(run, sender, receiver)));
    }

    private static Account checkTarget(Optional<Account> found) {
        Account account = found.orElseThrow(() -> ApiException.of("emailnotarget", "emailnotarget"));
        if (account.emailConfirmedAt().isEmpty()) {
            throw ApiException.of("noemailtext", "noemailtext");
        }
        if (!account.mayBeMailed(account.options())) {
            throw ApiException.of("nowikiemailtext", "nowikiemailtext");
        }
        return account;
    }

    private Account checkSender(Caller caller, Optional<Account> sender) {
        if (!sendMail.enabled()) {
            throw ApiException.of("usermaildisabled", "usermaildisabled");
        }
        if (sender.isEmpty() || sender.get().emailConfirmedAt().isEmpty()) {
            throw ApiException.of("cantsend", "mailnologin");
        }
        if (!caller.may("sendemail")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("sendemail"));
        }
        caller.block().filter(Caller.BlockInfo::emailBlocked).ifPresent(block -> {
            throw new ApiException(BlockAnswer.error(block, caller.ip()));
        });
        return sender.get();
    }

    private Uni<Result.Tree> send(ModuleRun run, Account sender, Account receiver) {
        String body = run.get(text).stripTrailing() + "\n\n-- \nSent by " + sender.name() + " to " + receiver.name() + " through " + site.name() + ".\n";
        return sendMail.execute(new Mail(receiver.email(), Optional.of(sender.email()), run.get(subject), body)).chain(sent -> {
            if (!sent) {
                throw ApiException.of("emailsenderror", "emailsenderror");
            }
            boolean copied = run.get(copy) && sender.id() != receiver.id();
            Uni<Boolean> done = copied
                    ? sendMail.execute(new Mail(sender.email(), Optional.empty(), "Copy of your message to " + receiver.name() + ": " + run.get(subject), body))
                    : Uni.createFrom().item(true);
            return done.map(_ -> Result.tree().put("emailuser", Result.tree().put("result", "Success")));
        });
    }
}
