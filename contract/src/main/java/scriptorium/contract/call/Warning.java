package scriptorium.contract.call;

import scriptorium.contract.message.Msg;

/** @param module path of the module that warns ({@code main}, {@code query+revisions}) */
public record Warning(String module, Msg msg) {}
